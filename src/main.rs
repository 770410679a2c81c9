//! Mounts Chronotope into the page.

fn main() {
    console_error_panic_hook::set_once();
    chronotope::mount_all();
}
