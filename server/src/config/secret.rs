//! The key ring that links are derived from.

use std::{fmt, fs, io, path::Path};

/// The text of `USHER_SECRET`: one key, or `v2:…,v1:…` with the newest first. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps the text when every key of the ring has 32 bytes or more.
    ///
    /// # Errors
    /// What is wrong, in words, without the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        store::KeyRing::parse(text).map_err(|error| error.to_string())?;
        Ok(Self(text.to_owned()))
    }

    /// The text itself, for the ring that derives links.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Development: the secret of this folder, made on first use and readable by its owner alone.
    ///
    /// # Errors
    /// When the folder cannot be written or holds something else.
    pub fn of_folder(home: &Path) -> io::Result<Self> {
        let path = home.join("secret");
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(text.trim())
                .map_err(|what| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", path.display()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::generate(home, &path),
            Err(error) => Err(error),
        }
    }

    fn generate(home: &Path, path: &Path) -> io::Result<Self> {
        use std::{io::Write, os::unix::fs::OpenOptionsExt};
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        fs::create_dir_all(home)?;
        // Written beside and linked into place: of two first starts one wins, and both read the same.
        let draft = home.join(format!("secret.{}", std::process::id()));
        fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&draft)?
            .write_all(text.as_bytes())?;
        let linked = fs::hard_link(&draft, path);
        fs::remove_file(&draft)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Self::of_folder(home),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_32_bytes_or_more() {
        let long = "0123456789abcdef0123456789abcdef";
        for good in [long.to_owned(), format!("v1:{long}"), format!("v2:{long},v1:{long}")] {
            assert!(Secret::parse(&good).is_ok(), "{good}");
        }
        for bad in ["short".to_owned(), format!("v2:{long},v1:short"), "v1:".to_owned()] {
            assert!(Secret::parse(&bad).is_err(), "{bad}");
        }
        assert_eq!(format!("{:?}", Secret::parse(long).unwrap()), "Secret(…)");
    }

    #[test]
    fn a_folder_keeps_its_secret() {
        use std::os::unix::fs::PermissionsExt;
        let home = std::env::temp_dir().join(format!("usher-secret-{}", uuid::Uuid::now_v7()));
        let first = Secret::of_folder(&home).unwrap();
        assert_eq!(Secret::of_folder(&home).unwrap(), first);
        assert_eq!(fs::metadata(home.join("secret")).unwrap().permissions().mode() & 0o777, 0o600);
        fs::remove_dir_all(home).unwrap();
    }
}
