//! What happened, as the activity and the overview say it (M11, M12).

use crate::support::{STRANGER, TestApp};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

#[sqlx::test(migrations = "../migrations")]
async fn req_m11_req_m12_both_pages_say_what_happened_in_words(pool: PgPoolOptions, connect: PgConnectOptions) {
    let app = TestApp::start(pool, connect).await;
    let olivia = app.signed_in(STRANGER).await;
    let activity = olivia.get("/o/harbour-looms/activity").await;
    for words in ["Brand created Tidewater", "Brands: Loom & Line", "Details", "Olivia Reed"] {
        assert!(activity.says(words), "{words}: {}", activity.text());
    }
    assert!(!activity.says("IP address"), "a column without a value is left out: {}", activity.text());
    let brands = olivia.get("/o/harbour-looms/brands").await;
    assert_eq!(olivia.submit(&brands, "access/create_part", &[("name", "Driftwood")]).await.status, 303);
    assert!(olivia.get("/o/harbour-looms/activity").await.says("IP address"));
    let overview = olivia.get("/o/harbour-looms").await;
    assert!(overview.says("Brand created Driftwood by Olivia Reed"), "{}", overview.text());
}
