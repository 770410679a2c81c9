//! The words after a command's name.

use anyhow::{Result, bail};

/// Arguments that have not been asked for yet. Each question takes what it answers away; [`Args::finish`] refuses the rest.
#[derive(Debug)]
pub(crate) struct Args(Vec<String>);

impl Args {
    /// The given words, in order.
    pub(crate) fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Whether `--name` was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() != before
    }

    /// The value of `--name value` or `--name=value`, if it was given.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>> {
        let prefix = format!("{name}=");
        let Some(at) = self
            .0
            .iter()
            .position(|word| word == name || word.starts_with(&prefix))
        else {
            return Ok(None);
        };
        let word = self.0.remove(at);
        if let Some(value) = word.strip_prefix(&prefix) {
            return Ok(Some(value.to_owned()));
        }
        if at == self.0.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.0.remove(at)))
    }

    /// The first word that is left and is no option.
    pub(crate) fn positional(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with('-'))?;
        Some(self.0.remove(at))
    }

    /// Everything that is left, as it stands.
    pub(crate) fn rest(self) -> Vec<String> {
        self.0
    }

    /// An error if anything is left that nobody asked for.
    pub(crate) fn finish(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => bail!("did not expect \"{word}\" (`cargo xtask` lists what each command takes)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn takes_values_in_both_spellings() {
        assert_eq!(
            args("--only e2e").value("--only").unwrap().as_deref(),
            Some("e2e")
        );
        assert_eq!(
            args("--only=e2e").value("--only").unwrap().as_deref(),
            Some("e2e")
        );
        assert_eq!(args("x").value("--only").unwrap(), None);
        assert!(args("--only").value("--only").is_err());
    }

    #[test]
    fn refuses_what_nobody_asked_for() {
        let mut given = args("--list folder --lits");
        assert!(given.flag("--list"));
        assert_eq!(given.positional().as_deref(), Some("folder"));
        assert!(given.finish().is_err());
    }
}
