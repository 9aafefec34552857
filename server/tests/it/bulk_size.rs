//! What the largest file costs: 100,000 rows in 200 MB, through the real program, with its memory measured (I12).

use crate::support::{Home, OWNER, PASSWORD, SignedIn};
use futures::stream;
use reqwest::{Body, Method};
use server::mail::sink::Sink;
use sqlx::{
    ConnectOptions, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// Rows of the largest file.
const MOST: usize = 100_000;
/// What a row of the 200 MB file is filled up to, in bytes.
const WIDE: usize = 2_000;
/// More than a file may add to the program's peak, in kB: the file would not fit into it ten times over.
const BOUND: u64 = 64 * 1024;

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_memory_does_not_grow_with_the_file(pool: PgPoolOptions, connect: PgConnectOptions) {
    measure(pool, connect, 2_000, 10_000).await;
}

#[sqlx::test(migrations = "../migrations")]
#[ignore = "takes minutes; `make prove` runs it"]
async fn req_i12_a_hundred_thousand_rows_in_200_mb_are_planned_and_sent(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    measure(pool, connect, MOST, WIDE).await;
}

/// Uploads so many rows of so many bytes, has them planned and sent, and holds the program's peak against the bound.
#[expect(clippy::print_stdout, reason = "what `make prove` shows is the figure")]
async fn measure(pool: PgPoolOptions, connect: PgConnectOptions, rows: usize, width: usize) {
    let home = Home::new();
    let url = connect.to_url_lossy().to_string();
    let stop = CancellationToken::new();
    let sink = Sink::keeping(stop.clone(), 1).await.unwrap();
    let smtp = sink.url();
    let database = pool.max_connections(2).connect_with(connect).await.unwrap();
    let served = home.serve_with(&[
        ("DATABASE_URL", &url),
        ("SMTP_URL", &smtp),
        ("CAP_MAILS_PER_ORGANIZATION", "1000000"),
        ("CAP_MAILS_PER_INVITER", "1000000"),
        ("CAP_INVITATIONS_PER_CLIENT", "1000000"),
    ]);
    let owner = served.browser().sign_in(OWNER, PASSWORD).await;
    // What signing in and drawing pages needs is not the file's.
    for _ in 0..20 {
        owner.get("/o/aoba/invitations/import").await;
    }
    let before = served.peak();
    let begun = Instant::now();
    let import = upload(&owner, rows, width).await;
    let (uploaded, after_upload) = (begun.elapsed(), served.peak());
    until(&database, "SELECT count(*) FROM imports WHERE planned_at IS NOT NULL", 1).await;
    let planned = begun.elapsed();
    let started = owner.call("imports/start", &[("slug", "aoba"), ("id", &import)]).await;
    assert_eq!(started.status, 200, "{}", started.body);
    until(&database, "SELECT count(*) FROM imports WHERE finished_at IS NOT NULL", 1).await;
    let (sent, peak) = (begun.elapsed(), served.peak());
    println!(
        "{rows} rows, {} MB: uploaded after {uploaded:.1?}, planned after {planned:.1?}, sent after {sent:.1?}; \
         peak memory {before} kB before, {after_upload} kB after the upload, {peak} kB in the end",
        rows * width / 1_000_000,
    );
    let wanted = i64::try_from(rows).unwrap();
    let invited: i64 = sqlx::query_scalar("SELECT count(*) FROM import_rows WHERE outcome = 'invited'")
        .fetch_one(&database)
        .await
        .unwrap();
    assert_eq!(invited, wanted);
    assert!(after_upload < before + BOUND, "the upload took {} kB", after_upload - before);
    assert!(peak < before + BOUND, "the import took {} kB", peak - before);
}

/// Sends a file of so many rows without ever holding it: blanks fill each row up.
async fn upload(owner: &SignedIn, rows: usize, width: usize) -> String {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"many.csv\"\r\n\r\naddress,role\n";
    let row = move |number: usize| {
        let text = format!("p{number}@many.example,member");
        format!("{text}{:1$}\n", "", width - text.len() - 1)
    };
    let pieces = std::iter::once(head.to_owned())
        .chain((0..rows.div_ceil(100)).map(move |piece| (piece * 100..rows.min(piece * 100 + 100)).map(row).collect()))
        .chain(["\r\n--edge--\r\n".to_owned()]);
    let body = Body::wrap_stream(stream::iter(pieces.map(Ok::<String, std::io::Error>)));
    let request = owner.own(owner.request(Method::POST, "/o/aoba/invitations/import"));
    let request = request.header("content-type", "multipart/form-data; boundary=edge");
    let page = owner.send(request.timeout(Duration::from_secs(900)).body(body)).await;
    assert_eq!(page.status, 303, "{}", page.text());
    page.header("location").rsplit('/').next().unwrap().to_owned()
}

async fn until(database: &PgPool, statement: &'static str, wanted: i64) {
    let start = Instant::now();
    while sqlx::query_scalar::<_, i64>(statement).fetch_one(database).await.unwrap() < wanted {
        assert!(start.elapsed() < Duration::from_secs(3600), "{statement} does not come to {wanted}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
