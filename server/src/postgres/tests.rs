use super::*;
use sqlx::{Connection, PgConnection};

/// A cluster's folders, removed at the end wherever they had to be.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("usher-cluster-{}", uuid::Uuid::now_v7())))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Ok(root) = fs::read_to_string(self.0.join("postgres-is-in")) {
            let _ = fs::remove_dir_all(root.trim());
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs against the database that every cluster has.
fn answer(cluster: &Cluster, statement: &'static str) -> i32 {
    let url = cluster.url().replace("/usher?", "/postgres?");
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut connection = PgConnection::connect(&url).await.unwrap();
        sqlx::query_scalar(statement).fetch_one(&mut connection).await.unwrap()
    })
}

#[test]
fn a_cluster_is_made_once_shared_and_stopped() {
    let home = Home::new();
    let own = Cluster::open(&home.0).unwrap();
    assert!(own.is_own());
    assert_eq!(answer(&own, "WITH made AS (SELECT 1) SELECT 1 FROM made"), 1);
    let guest = Cluster::open(&home.0).unwrap();
    assert!(!guest.is_own());
    assert_eq!(guest.url(), own.url());
    guest.stop();
    assert_eq!(answer(&own, "SELECT 2"), 2);
    let pid_file = Place::of(&home.0).unwrap().pid_file();
    assert!(pid_file.exists());
    own.stop();
    assert!(!pid_file.exists(), "a fast shutdown removes the pid file");
    assert!(Cluster::open(&home.0).unwrap().is_own());
}

#[test]
fn fault_half_a_cluster_is_made_anew() {
    let home = Home::new();
    let place = Place::of(&home.0).unwrap();
    fs::create_dir(place.data()).unwrap();
    fs::write(place.data().join("PG_VERSION"), "15\n").unwrap();
    let cluster = Cluster::open(&home.0).unwrap();
    assert_eq!(answer(&cluster, "SELECT 3"), 3);
}

#[test]
fn fault_a_stale_pid_file_of_somebody_elses_process_does_not_stop_the_start() {
    let home = Home::new();
    Cluster::open(&home.0).unwrap().stop();
    let place = Place::of(&home.0).unwrap();
    // This very process is alive, but it is no server.
    fs::write(
        place.pid_file(),
        format!("{}\n{}\n0\n5432\n\n\n\nready   \n", std::process::id(), place.data().display()),
    )
    .unwrap();
    let cluster = Cluster::open(&home.0).unwrap();
    assert_eq!(answer(&cluster, "SELECT 4"), 4);
}
