//! Mails about a membership: handing over being Primary Owner (M4), and an access that ends (M5). In both languages.

use crate::support::{Mail, STRANGER, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

const OLIVIA: &str = STRANGER;
const NOAH: &str = "noah.webb@harbour-looms.example";

async fn membership(app: &TestApp, address: &'static str) -> String {
    sqlx::query_scalar(
        "SELECT m.id::text FROM memberships m JOIN accounts a ON a.id = m.account_id
         JOIN organizations o ON o.id = m.org_id WHERE o.slug = 'harbour-looms' AND a.address = $1",
    )
    .bind(address)
    .fetch_one(&app.database)
    .await
    .unwrap()
}

/// Both parts of a mail have these words.
#[track_caller]
fn says(mail: &Mail, words: &[&str]) {
    for part in [&mail.html, &mail.text] {
        for words in words {
            assert!(part.contains(words), "{words} in {part}");
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m04_whoever_is_to_confirm_and_whoever_handed_over_are_told(
    pool: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let app = TestApp::start(pool, connect).await;
    assert_eq!(
        app.alter("UPDATE accounts SET language = 'ja' WHERE address = 'noah.webb@harbour-looms.example'").await,
        1
    );
    let words = [
        (OLIVIA, NOAH, "引き受けのご依頼", "辞退", "has a new Primary Owner", "You stay Owner."),
        (
            NOAH,
            OLIVIA,
            "You are asked to become Primary Owner",
            "decline",
            "プライマリーオーナーが変わりました",
            "引き続きオーナー",
        ),
    ];
    for (from, to, asked, choice, done, stays) in words {
        let page = format!("/o/harbour-looms/members/{}", membership(&app, to).await);
        let owner = app.signed_in(from).await;
        let form = owner.get(&page).await;
        assert_eq!(owner.submit(&form, "members/offer_primary", &[]).await.status, 303);
        let mail = app.mail_about(to, asked).await;
        says(&mail, &["Harbour Looms", choice, &format!("{}{page}", app.public_url)]);
        // The link leads to where it is confirmed.
        let next = app.signed_in(to).await;
        let question = next.get(&page).await;
        assert_eq!(next.submit(&question, "members/confirm_primary", &[]).await.status, 303);
        says(&app.mail_about(from, done).await, &["Harbour Looms", stays]);
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m04_an_offer_that_was_withdrawn_is_not_mailed(pool: PgPoolOptions, connect: PgConnectOptions) {
    let setup = crate::support::Setup { worker: false, ..Default::default() };
    let app = TestApp::start_as(pool, connect, setup).await;
    let owner = app.signed_in(OLIVIA).await;
    let page = format!("/o/harbour-looms/members/{}", membership(&app, NOAH).await);
    for function in ["members/offer_primary", "members/withdraw_primary"] {
        let form = owner.get(&page).await;
        assert_eq!(owner.submit(&form, function, &[]).await.status, 303, "{function}");
    }
    let jobs = store::outbox::claim_personal(&app.store, 10, std::time::Duration::from_secs(60)).await.unwrap();
    assert!(jobs.is_empty(), "{jobs:?}");
    assert_eq!(
        app.count("SELECT count(*) FROM outbox WHERE purpose = 'primary_offered' AND cancelled_at IS NOT NULL").await,
        1
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn req_m05_the_mail_before_the_end_is_in_the_readers_language(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    app.alter(
        "UPDATE memberships m SET access_ends_at = clock_timestamp() + interval '5 days'
         FROM accounts a WHERE a.id = m.account_id
           AND a.address IN ('emma.clark@aoba.example', 'kenji.mori@aoba.example')",
    )
    .await;
    store::members::notice_ends(&app.store).await.unwrap();
    let english = app.mail_about("emma.clark@aoba.example", "青葉商事").await;
    assert_eq!(english.subject, "Your access to 青葉商事 on Usher ends soon");
    says(&english, &["Hello Emma Clark", "ask one of its owners", &format!("{}/o/aoba", app.public_url)]);
    let japanese = app.mail_about("kenji.mori@aoba.example", "青葉商事").await;
    assert_eq!(japanese.subject, "Usher：青葉商事へのアクセスがまもなく終了します");
    says(&japanese, &["森 健二様", "ご自身では延長できません", &format!("{}/o/aoba", app.public_url)]);
    assert!(japanese.html.contains("<html lang=\"ja\">"), "{}", japanese.html);
}
