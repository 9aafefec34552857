//! Files of invitations over HTTP, without JavaScript (I12, F2).

use crate::support::{OWNER, Page, STRANGER, Setup, SignedIn, TestApp};
use reqwest::Method;
use server::bulk;
use shared::{
    Language,
    invitation::{SheetProblem, SheetTrouble},
    texts,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio_util::sync::CancellationToken;

const UPLOAD: &str = "/o/aoba/invitations/import";

/// Sends a file as a browser's form does.
async fn upload(person: &SignedIn, path: &str, name: &str, content: impl Into<Vec<u8>>) -> Page {
    bring(person, path, "", name, content).await
}

/// The same with what was pasted beside it.
async fn bring(person: &SignedIn, path: &str, pasted: &str, name: &str, content: impl Into<Vec<u8>>) -> Page {
    let mut body =
        format!("--edge\r\nContent-Disposition: form-data; name=\"pasted\"\r\n\r\n{pasted}\r\n").into_bytes();
    let head = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.into_bytes());
    body.extend(content.into());
    body.extend(b"\r\n--edge--\r\n");
    let request = person.own(person.request(Method::POST, path));
    let request = request.header("content-type", "multipart/form-data; boundary=edge").body(body);
    person.send(request).await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_upload_plan_send_and_result(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let stop = CancellationToken::new();
    tokio::spawn(bulk::run(app.store.clone(), stop.clone()));
    let owner = app.signed_in(OWNER).await;
    assert_eq!(owner.get("/o/aoba/invitations/import").await.status, 200);
    let file = "address,role\nnew.one@newcomer.example,member\n=cmd()@newcomer.example,owner\n+x,member\n";
    let uploaded = upload(&owner, UPLOAD, "people.csv", file).await;
    assert_eq!(uploaded.status, 303);
    let place = uploaded.header("location").to_owned();
    assert!(place.starts_with("/o/aoba/invitations/import/"), "{place}");
    let planned = "SELECT count(*) FROM imports WHERE planned_at IS NOT NULL";
    let finished = "SELECT count(*) FROM imports WHERE finished_at IS NOT NULL";
    let until = |statement: &'static str| {
        let app = &app;
        async move {
            let waited = async {
                while app.count(statement).await < 1 {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(std::time::Duration::from_secs(30), waited).await.expect(statement);
        }
    };
    until(planned).await;
    assert_eq!(app.count("SELECT count(*) FROM invitations WHERE address LIKE 'new.one%'").await, 0);
    let plan = owner.get(&place).await;
    assert_eq!(plan.status, 200, "{}", plan.text());
    let started = owner.submit(&plan, "imports/start", &[]).await;
    assert_eq!(started.status, 303, "{}", started.text());
    until(finished).await;
    app.mail_to("new.one@newcomer.example").await;
    let result = owner.get(&format!("{place}/result.csv")).await;
    assert_eq!(result.status, 200);
    assert!(result.body.contains("new.one@newcomer.example,invited"), "{}", result.body);
    assert!(result.body.contains(",'+x,"), "F2: {}", result.body);
    assert!(
        !result.body.lines().any(|line| line.split(',').any(|cell| cell.starts_with(['=', '+']))),
        "{}",
        result.body
    );
    stop.cancel();
}

#[sqlx::test(migrations = "../migrations")]
async fn req_i12_what_is_wrong_with_a_file_is_said_with_its_line(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    let owner = app.signed_in(OWNER).await;
    let trouble = |problem, line, name: &str| SheetTrouble { problem, line, name: name.to_owned() };
    for (content, trouble) in [
        (b"".to_vec(), trouble(SheetProblem::Empty, 1, "")),
        (b"address,role\n\"a@x.example,member\n".to_vec(), trouble(SheetProblem::Quote, 2, "")),
        (b"address,address\n".to_vec(), trouble(SheetProblem::DuplicateColumn, 1, "address")),
        (b"address\n\xff\xff\n".to_vec(), trouble(SheetProblem::Encoding, 2, "")),
    ] {
        let wanted = texts::imports::trouble(Language::Ja, &trouble);
        let page = upload(&owner, UPLOAD, "people.csv", content).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("role=\"alert\""), "{}", page.body);
        assert!(page.text().contains(&wanted), "{wanted}: {}", page.text());
        assert!(page.body.contains("id=\"import-file-error\""), "{wanted}");
    }
    // What was pasted comes back as it was, and is nothing but text.
    let pasted = "\na@x.example\n\"b@x.example\n</textarea><script>alert(1)</script>&lt;";
    let page = bring(&owner, UPLOAD, pasted, "", "").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("id=\"import-pasted-error\""), "{}", page.body);
    let back = "\n\na@x.example\n\"b@x.example\n&lt;/textarea>&lt;script>alert(1)&lt;/script>&amp;lt;</textarea>";
    assert!(page.body.contains(back), "{}", page.body);
    assert_eq!(app.count("SELECT count(*) FROM imports").await, 0);
    assert_eq!(app.count("SELECT count(*) FROM import_rows").await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_u03_sec_s04_uploads_are_for_people_who_may_invite_and_from_our_own_pages(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start_as(pool, connect, Setup { worker: false, ..Setup::default() }).await;
    let stranger = app.signed_in(STRANGER).await;
    assert_eq!(upload(&stranger, UPLOAD, "x.csv", "a@x.example").await.status, 404);
    let owner = app.signed_in(OWNER).await;
    let foreign = owner.request(Method::POST, UPLOAD).header("origin", "https://evil.example");
    let foreign = foreign.header("content-type", "multipart/form-data; boundary=edge").body("--edge--");
    assert_eq!(owner.send(foreign).await.status, 403);
    // More than any honest form, and still no file: the form itself is bounded.
    let nobody = app.anonymous();
    let request =
        nobody.own(nobody.request(Method::POST, UPLOAD)).header("content-type", "multipart/form-data; boundary=edge");
    assert_eq!(nobody.send(request.body("--edge--\r\n")).await.status, 401);
    assert_eq!(app.count("SELECT count(*) FROM imports").await, 0);
}
