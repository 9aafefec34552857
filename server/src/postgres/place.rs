//! Where the cluster lives and whom it belongs to.

use super::{ClusterError, at};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

/// The name of the database and of its superuser.
pub(super) const USER: &str = "usher";

/// A socket's path has to fit into `sockaddr_un`, with `/.s.PGSQL.5432` behind the folder.
const LONGEST_SOCKET_FOLDER: usize = 90;

/// The folders of one cluster.
#[derive(Debug)]
pub(super) struct Place {
    root: PathBuf,
    socket: PathBuf,
    owner: Option<Owner>,
}

/// Who runs the server when this program is root.
#[derive(Clone, Copy, Debug)]
struct Owner {
    user: u32,
    group: u32,
}

impl Place {
    /// The cluster that belongs to `home`, its folders made.
    pub(super) fn of(home: &Path) -> Result<Self, ClusterError> {
        fs::create_dir_all(home).map_err(at(home))?;
        let home = home.canonicalize().map_err(at(home))?;
        let metadata = fs::metadata("/proc/self").map_err(at(Path::new("/proc/self")))?;
        let digest = Sha256::digest(home.as_os_str().as_encoded_bytes());
        let tag: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let owner = if metadata.uid() == 0 { Some(postgres_user()?) } else { None };
        // The user `postgres` cannot enter a home of root's, so root's cluster lives where it can.
        let root = if owner.is_some() { PathBuf::from(format!("/var/lib/usher-{tag}")) } else { home.join("postgres") };
        let mut socket = root.join("socket");
        if socket.as_os_str().len() > LONGEST_SOCKET_FOLDER {
            socket = PathBuf::from(format!("/tmp/usher-{}-{tag}", metadata.uid()));
        }
        let place = Self { root, socket, owner };
        place.folder(&place.root, 0o711, None)?;
        place.folder(&place.socket, 0o700, place.owner)?;
        if owner.is_some() {
            let note = home.join("postgres-is-in");
            fs::write(&note, format!("{}\n", place.root.display())).map_err(at(&note))?;
        }
        Ok(place)
    }

    /// The data folder.
    pub(super) fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The folder of the socket; entering it is what authorizes.
    pub(super) fn socket(&self) -> &Path {
        &self.socket
    }

    /// The file whose lock makes one program the owner.
    pub(super) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// The mark that `initdb` has finished.
    pub(super) fn ready(&self) -> PathBuf {
        self.root.join("ready")
    }

    /// What the server writes.
    pub(super) fn log(&self) -> PathBuf {
        self.root.join("server.log")
    }

    /// The server's own note of its process and state.
    pub(super) fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// The major version of the cluster that is there.
    pub(super) fn version(&self) -> Option<String> {
        self.ready()
            .exists()
            .then(|| fs::read_to_string(self.data().join("PG_VERSION")).ok())?
            .map(|text| text.trim().to_owned())
    }

    /// The address to connect to.
    pub(super) fn url(&self) -> String {
        let socket: String = self.socket.to_string_lossy().bytes().map(escape).collect();
        format!("postgres://{USER}@localhost/{USER}?host={socket}")
    }

    /// Makes the data folder anew.
    pub(super) fn empty(&self) -> Result<(), ClusterError> {
        let data = self.data();
        match fs::remove_dir_all(&data) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&data)(error)),
            _ => {}
        }
        self.folder(&data, 0o700, self.owner)
    }

    /// Makes a command run as whoever owns the data.
    pub(super) fn run_as_owner(&self, command: &mut Command) {
        // The folder this program stands in may be closed to that user.
        command.current_dir(&self.root);
        if let Some(owner) = self.owner {
            command.uid(owner.user).gid(owner.group);
        }
    }

    fn folder(&self, path: &Path, mode: u32, owner: Option<Owner>) -> Result<(), ClusterError> {
        match fs::DirBuilder::new().mode(mode).create(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(at(path)(error)),
            _ => {}
        }
        if let Some(owner) = owner {
            chown(path, Some(owner.user), Some(owner.group)).map_err(at(path))?;
        }
        // Somebody else's folder under our name would make them the keeper of the socket.
        let metadata = fs::symlink_metadata(path).map_err(at(path))?;
        let expected = owner.map(|owner| owner.user);
        let mine = fs::metadata("/proc/self").map_err(at(path))?.uid();
        if !metadata.is_dir() || metadata.uid() != expected.unwrap_or(mine) {
            return Err(at(path)(io::Error::new(io::ErrorKind::PermissionDenied, "belongs to somebody else")));
        }
        Ok(())
    }
}

/// The user that distributions make for the server.
fn postgres_user() -> Result<Owner, ClusterError> {
    let users = fs::read_to_string("/etc/passwd").map_err(at(Path::new("/etc/passwd")))?;
    let numbers = |line: &str| {
        let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
        Some(Owner { user: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
    };
    users.lines().find_map(numbers).ok_or(ClusterError::NoUser)
}

fn escape(byte: u8) -> String {
    match byte {
        b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}
