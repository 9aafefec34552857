//! Where values come from: the environment, and below it one optional file.

use super::{
    CAPS, ConfigError, Problem,
    keys::{DATABASE_OWNER_URL, DATABASE_URL, KEYS, Key, SMTP_URL, USHER_CONFIG, USHER_SECRET},
    values::redacted,
};
use std::{collections::BTreeMap, path::Path};

/// The raw values of every key that is set, each with the place it was found.
#[derive(Debug, Default)]
pub struct Sources {
    values: BTreeMap<&'static str, String>,
    file: Option<String>,
}

impl Sources {
    /// Reads the process environment and the file that `USHER_CONFIG` names, else `usher.toml` in the
    /// current folder when there is one.
    ///
    /// # Errors
    /// A file that cannot be read or that holds a key Usher does not know.
    #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub fn from_process() -> Result<Self, ConfigError> {
        let named = std::env::var(USHER_CONFIG).ok().filter(|path| !path.is_empty());
        let path = named.as_deref().unwrap_or("usher.toml");
        let file = match std::fs::read_to_string(path) {
            Ok(text) => Some((path, text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
            Err(error) => return Err(Problem::new(USHER_CONFIG, format!("cannot read {path}: {error}")).into()),
        };
        Self::new(|key| std::env::var(key).ok(), file.as_ref().map(|(path, text)| (Path::new(path), text.as_str())))
    }

    /// Combines an environment, given as a look-up, with the text of a file.
    ///
    /// # Errors
    /// A file that is not TOML or that holds a key Usher does not know.
    pub fn new(
        environment: impl Fn(&'static str) -> Option<String>,
        file: Option<(&Path, &str)>,
    ) -> Result<Self, ConfigError> {
        let mut sources = match file {
            Some((path, text)) => Self::from_file(path, text)?,
            None => Self::default(),
        };
        // An empty variable counts as absent: that is how compose files and units "unset" one.
        let set = all().filter_map(|key| Some((key.name, environment(key.name).filter(|value| !value.is_empty())?)));
        sources.values.extend(set);
        Ok(sources)
    }

    /// The value of a key, trimmed.
    pub(super) fn get(&self, key: &'static str) -> Option<&str> {
        self.values.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// The value of a key as it may be shown: addresses without passwords, the secret not at all.
    pub fn shown(&self, key: &Key) -> Option<String> {
        let value = self.get(key.name)?;
        Some(match key.name {
            USHER_SECRET => "(set)".to_owned(),
            DATABASE_URL | DATABASE_OWNER_URL | SMTP_URL => redacted(value),
            _ => value.to_owned(),
        })
    }

    /// The file that was read, if any.
    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    fn from_file(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let shown = path.display().to_string();
        let table: toml::Table =
            text.parse().map_err(|error| Problem::new(USHER_CONFIG, format!("{shown} is not TOML: {error}")))?;
        let mut values = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, value) in &table {
            let known = all().find(|key| key.name.eq_ignore_ascii_case(name) && key.name != USHER_CONFIG);
            match (known, plain(value)) {
                (Some(key), Some(value)) => drop(values.insert(key.name, value)),
                (Some(key), None) => {
                    problems.push(Problem::new(key.name, format!("{shown}: expected one plain value")))
                }
                (None, _) => problems.push(Problem::new(name, format!("{shown}: there is no such key"))),
            }
        }
        if problems.is_empty() { Ok(Self { values, file: Some(shown) }) } else { Err(ConfigError(problems)) }
    }
}

/// Every key there is.
fn all() -> impl Iterator<Item = &'static Key> {
    KEYS.iter().chain(CAPS)
}

/// Numbers and flags may stand without quotes, lists become what the environment would hold.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(if *flag { "1" } else { "0" }.to_owned()),
        toml::Value::Array(items) => Some(items.iter().map(plain).collect::<Option<Vec<_>>>()?.join(",")),
        _ => None,
    }
}
