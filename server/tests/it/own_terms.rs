//! Terms of service that an organization writes, looks at and publishes (C4, K8), and what they can do to others:
//! nothing (F1).

use crate::support::{MEMBER, OWNER, Page, SignedIn, TestApp};
use reqwest::Method;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const PAGE: &str = "/o/aoba/settings/terms";
const DRAFT: &str = "/o/aoba/settings/terms/draft";

/// Sends the form of the page as a browser does; parts whose name begins with `file` are files.
async fn write(person: &SignedIn, parts: &[(&str, &[u8])]) -> Page {
    let mut body = Vec::new();
    for (name, content) in parts {
        let file = if name.starts_with("file") { "; filename=\"terms.md\"" } else { "" };
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let request = person.own(person.request(Method::POST, DRAFT));
    person.send(request.header("content-type", "multipart/form-data; boundary=edge").body(body)).await
}

async fn publish(person: &SignedIn) -> Page {
    let page = person.get(PAGE).await;
    person.submit(&page, "terms/publish", &[]).await
}

async fn documents(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM terms_documents WHERE org_id IS NOT NULL").await
}

#[sqlx::test(migrations = "../migrations")]
async fn req_c04_req_k08_an_owner_writes_looks_publishes_and_members_are_asked(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    let (owner, member) = (app.signed_in(OWNER).await, app.signed_in(MEMBER).await);
    assert!(owner.get("/o/aoba/settings").await.body.contains(&format!("href=\"{PAGE}\"")));
    assert!(!owner.get(PAGE).await.has_form("terms/publish"), "there is nothing to publish");
    let parts: [(&str, &[u8]); 3] = [
        ("format", b"markdown"),
        ("text_en", b"# Rules\r\n\r\nBe **kind**."),
        ("file_ja", "# 規約\n\n親切に。".as_bytes()),
    ];
    let saved = write(&owner, &parts).await;
    assert_eq!(saved.location().as_deref(), Some("/o/aoba/settings/terms?news=saved#preview"), "{}", saved.text());
    assert_eq!(documents(&app).await, 0, "nobody is asked for what is being written");
    assert_eq!(member.get("/o/aoba").await.status, 200);
    let page = owner.get(PAGE).await;
    assert!(page.body.contains("<strong>kind</strong>") && page.body.contains("<h2>規約</h2>"), "{}", page.body);
    assert!(page.body.contains("# Rules\n\nBe **kind**.</textarea>"), "what was written can be gone on with");
    let (old, current) = (page.clone(), {
        write(&owner, &[("format", b"markdown"), ("text_en", b"# Rules\n\nBe *very* kind.")]).await;
        owner.get(PAGE).await
    });
    assert_eq!(owner.submit(&old, "terms/publish", &[]).await.status, 409, "something else is written by now");
    let done = owner.submit(&current, "terms/publish", &[]).await;
    assert_eq!(done.location().as_deref(), Some("/o/aoba/settings/terms?news=terms_published"), "{}", done.text());
    assert_eq!(owner.submit(&current, "terms/publish", &[]).await.status, 403, "the owner is asked as well, and first");
    let gate = member.get("/o/aoba").await;
    assert_eq!(gate.status, 403);
    assert!(gate.body.contains("<em>very</em>"), "{}", gate.body);
    let file = member.get("/o/aoba/terms/1/download").await;
    assert!(file.header("content-disposition").contains("attachment; filename=\"terms-1.md\""));
    assert_eq!(file.body, "# Rules\n\nBe *very* kind.");
    for person in [&member, &owner] {
        let gate = person.get("/o/aoba").await;
        assert_eq!(person.submit(&gate, "terms/agree", &[("terms", "on")]).await.status, 303);
        assert_eq!(person.get("/o/aoba").await.status, 200);
    }
    assert_eq!(owner.submit(&current, "terms/publish", &[]).await.status, 409, "once is enough");
    // A second version: the first one stays as it is, and everybody is asked again.
    write(&owner, &[("format", b"plain"), ("text_en", b"# Not a heading <b>\nSecond.")]).await;
    assert_eq!(publish(&owner).await.status, 303);
    assert_eq!(member.get("/o/aoba").await.status, 403);
    assert!(member.get("/o/aoba/terms/1").await.body.contains("<em>very</em>"));
    let second = member.get("/o/aoba/terms/2").await;
    assert!(second.body.contains("<p># Not a heading &lt;b&gt;</p>"), "{}", second.body);
    let published = "SELECT count(*) FROM audit_entries WHERE action = 'terms.published'";
    assert_eq!(app.count(published).await, 2);
    let gate = owner.get("/o/aoba").await;
    owner.submit(&gate, "terms/agree", &[("terms", "on")]).await;
    assert!(owner.get("/o/aoba/activity").await.says("利用規約を公開"));
    assert!(owner.get(PAGE).await.says("第2版"));
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_f01_an_uploaded_document_can_do_nothing(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let evil = "</textarea></main><script>alert(1)</script>\n\n<svg onload=alert(1)></svg>\n\n\
                [a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/pixel.png)\n\n\
                <img src=x onerror=alert(1)> <style>*{display:none}</style> <iframe src=//evil.example></iframe>";
    for format in ["markdown", "plain"] {
        let parts: [(&str, &[u8]); 2] = [("format", format.as_bytes()), ("file_en", evil.as_bytes())];
        assert_eq!(write(&owner, &parts).await.status, 303);
        let preview = owner.get(PAGE).await;
        assert_eq!(publish(&owner).await.status, 303);
        let gate = owner.get("/o/aoba").await;
        let version = if format == "markdown" { 1 } else { 2 };
        let page = owner.get(&format!("/o/aoba/terms/{version}")).await;
        for shown in [&preview, &gate, &page] {
            let document = shown.body.split("</html>").next().unwrap();
            for tag in
                ["<script>alert", "<svg onload", "<iframe", "<img", "<style>*", "href=\"javascript", "href=\"data"]
            {
                assert!(!document.contains(tag), "{tag} at {} ({format})", shown.path);
            }
            assert!(shown.says("<script>alert(1)</script>"), "it is seen as it was written: {}", shown.text());
        }
        assert!(page.header("content-security-policy").contains("script-src 'none'"), "such a page needs no script");
        let file = owner.get(&format!("/o/aoba/terms/{version}/download")).await;
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-type").starts_with("text/"), "{}", file.header("content-type"));
        assert!(!file.header("content-type").contains("html"));
        owner.submit(&gate, "terms/agree", &[("terms", "on")]).await;
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_f01_what_is_no_text_of_a_sensible_size_is_refused(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let owner = app.signed_in(OWNER).await;
    let (large, fitting) = ("x".repeat(1024 * 1024 + 1), "規".repeat(1024 * 1024 / 3));
    let (png, sjis) = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x8b\x4b\x96\xf1");
    let bombs: [(&[u8], &str); 7] = [
        (large.as_bytes(), "too_large"),
        (png, "not_utf8"),
        (sjis, "not_utf8"),
        (b"\xff\xfet\0e\0x\0t\0", "not_utf8"),
        (b"GIF89a\0<script>", "bad_character"),
        ("a\u{202e}b".as_bytes(), "bad_character"),
        (b" \r\n\t", "empty"),
    ];
    for (content, problem) in bombs {
        let refused = write(&owner, &[("format", b"markdown"), ("text_en", b""), ("file_en", content)]).await;
        let location = refused.location().unwrap_or_else(|| panic!("{problem}: {}", refused.status));
        assert_eq!(location, format!("/o/aoba/settings/terms?problem={problem}&in=en"));
        let page = owner.get(&location).await;
        assert!(page.body.contains("role=\"alert\""), "{problem}: {}", page.text());
        assert!(!page.has_form("terms/publish"), "{problem}");
    }
    // What was right is kept.
    let parts: [(&str, &[u8]); 3] = [("format", b"markdown"), ("text_en", b"Be kind."), ("file_ja", sjis)];
    assert!(write(&owner, &parts).await.location().unwrap().ends_with("?problem=not_utf8&in=ja"));
    assert!(owner.get(PAGE).await.body.contains("Be kind.</textarea>"));
    assert_eq!(write(&owner, &[("format", b"plain"), ("file_ja", fitting.as_bytes())]).await.status, 303);
    let page = owner.get(PAGE).await;
    assert_eq!(page.status, 200);
    assert_eq!(publish(&owner).await.status, 303);
    let gate = owner.get("/o/aoba").await;
    assert!(gate.status == 403 && gate.body.len() < 200_000 && gate.body.contains("href=\"/o/aoba/terms/1\""));
    assert_eq!(owner.get("/o/aoba/terms/1").await.status, 200);
    assert_eq!(owner.submit(&gate, "terms/agree", &[("terms", "on")]).await.status, 303);
    // More than could ever be wanted is not read at all.
    let endless = "x".repeat(8 * 1024 * 1024);
    assert_eq!(write(&owner, &[("format", b"plain"), ("file_en", endless.as_bytes())]).await.status, 413);
    assert_eq!(write(&owner, &[("format", b"html"), ("text_en", b"x")]).await.status, 422);
    assert_eq!(write(&owner, &[("format", b"plain"), ("org_id", b"x")]).await.status, 422);
}

#[sqlx::test(migrations = "../migrations")]
async fn sec_r04_sec_s04_only_who_may_change_the_settings_writes_terms(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let parts: [(&str, &[u8]); 2] = [("format", b"plain"), ("text_en", b"Mine.")];
    let member = app.signed_in(MEMBER).await;
    assert_eq!(member.get(PAGE).await.status, 403);
    assert!(!member.get("/o/aoba/settings").await.body.contains(PAGE));
    assert_eq!(write(&member, &parts).await.status, 403);
    let stranger = app.signed_in("makoto.kitano@kitano.example").await;
    assert_eq!((write(&stranger, &parts).await.status, stranger.get(PAGE).await.status), (404, 404));
    let owner = app.signed_in(OWNER).await;
    let forged = owner.request(Method::POST, DRAFT).header("origin", "https://evil.example");
    let forged = forged.header("content-type", "multipart/form-data; boundary=edge");
    let body = "--edge\r\nContent-Disposition: form-data; name=\"text_en\"\r\n\r\nTheirs.\r\n--edge--\r\n";
    assert_eq!(owner.send(forged.body(body)).await.status, 403);
    let nobody = app.anonymous();
    let request = nobody.own(nobody.request(Method::POST, DRAFT));
    let request = request.header("content-type", "multipart/form-data; boundary=edge").body(body);
    assert_eq!(nobody.send(request).await.status, 401);
    assert_eq!(app.count("SELECT count(*) FROM terms_drafts").await, 0);
    assert!(
        app.count("SELECT count(*) FROM security_events WHERE kind = 'denied' AND detail = 'terms.save_draft'").await
            > 0
    );
}
