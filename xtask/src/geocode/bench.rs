//! stub
pub(crate) fn run(_args: Vec<String>) -> Result<(), String> {
    Ok(())
}
