//! The server on a free port.

use super::{Browser, PASSWORD, SignedIn};
use server::{
    http::{Assets, Web, router},
    mail::{AT_ONCE, Sender, Worker, sink::Sink},
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{net::SocketAddr, sync::Arc};
use store::{KeyRing, Settings, Store};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

/// What differs from test to test.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// The public address; `None` takes the one that is listened on.
    pub(crate) public_url: Option<&'static str>,
    /// Whether the worker sends mails.
    pub(crate) worker: bool,
    /// Whether it is development.
    pub(crate) dev: bool,
    /// A folder with built files.
    pub(crate) assets: Assets,
}

impl Default for Setup {
    fn default() -> Self {
        Self { public_url: None, worker: true, dev: false, assets: Assets::default() }
    }
}

/// A server with the demonstration in its database. It ends when this is dropped.
pub(crate) struct TestApp {
    pub(crate) address: SocketAddr,
    pub(crate) public_url: String,
    pub(crate) store: Store,
    pub(crate) sink: Sink,
    /// As the owner of the schema: to move time, and to see everything that is stored.
    pub(crate) database: PgPool,
    pub(crate) worker: Worker,
    _stop: DropGuard,
}

impl TestApp {
    /// A server as in production, with mails.
    pub(crate) async fn start(pool: PgPoolOptions, connect: PgConnectOptions) -> Self {
        Self::start_as(pool, connect, Setup::default()).await
    }

    /// A server with a setup of its own.
    pub(crate) async fn start_as(pool: PgPoolOptions, connect: PgConnectOptions, setup: Setup) -> Self {
        // A test that fails shows what the program had to say; all of it runs on the test's own thread.
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::WARN).try_init();
        let keys = KeyRing::parse("0123456789abcdef0123456789abcdef").unwrap();
        let store = Store::connect_with(pool, connect.clone(), Settings::new(keys, "usher.example")).await.unwrap();
        store::demo::seed(&store).await.unwrap();
        let database = PgPoolOptions::new().max_connections(1).connect_with(connect).await.unwrap();
        // Mails of the demonstration would take the places of those that a test is about.
        sqlx::query("UPDATE outbox SET cancelled_at = clock_timestamp()").execute(&database).await.unwrap();
        let stop = CancellationToken::new();
        let sink = Sink::start(stop.clone()).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public_url = setup.public_url.map_or_else(|| format!("http://{address}"), str::to_owned);
        let site = app::Site {
            name: Arc::from("Usher"),
            public_url: Arc::from(public_url.as_str()),
            inbox: setup.dev,
            assets: Arc::new(setup.assets.names.clone()),
        };
        let from = "no-reply@usher.example".parse().unwrap();
        let sender = Sender::new(&sink.url(), "Usher", from, AT_ONCE).unwrap();
        let worker = Worker { store: store.clone(), site: site.clone(), sender };
        if setup.worker {
            tokio::spawn(worker.clone().run(stop.clone()));
        }
        let inbox = Some(sink.clone());
        let web = Web {
            store: store.clone(),
            site,
            assets: setup.assets,
            trusted_proxies: Vec::new(),
            dev: setup.dev,
            inbox,
        };
        let service = router(web).into_make_service_with_connect_info::<SocketAddr>();
        let served = axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
        tokio::spawn(async move { served.await });
        Self { address, public_url, store, sink, database, worker, _stop: stop.drop_guard() }
    }

    /// Somebody with an empty browser.
    pub(crate) fn anonymous(&self) -> Browser {
        Browser::new(format!("http://{}", self.address), self.public_url.clone())
    }

    /// Somebody of the demonstration who has signed in.
    pub(crate) async fn signed_in(&self, address: &str) -> SignedIn {
        self.anonymous().sign_in(address, PASSWORD).await
    }

    /// The newest mail to an address, taken apart, once it has arrived.
    pub(crate) async fn mail_to(&self, address: &str) -> Mail {
        let arrived = self.sink.wait_for(|mail| mail.to == [address]);
        let mail = tokio::time::timeout(std::time::Duration::from_secs(20), arrived).await.expect("the mail arrives");
        Mail::read(&mail.raw)
    }

    /// The mail to an address whose subject has these words, once it has arrived.
    pub(crate) async fn mail_about(&self, address: &str, words: &str) -> Mail {
        let arrived = self.sink.wait_for(|mail| mail.to == [address] && Mail::read(&mail.raw).subject.contains(words));
        let mail = tokio::time::timeout(std::time::Duration::from_secs(20), arrived).await.expect("the mail arrives");
        Mail::read(&mail.raw)
    }

    /// Changes the database behind the program's back; gives how many rows that touched.
    pub(crate) async fn alter(&self, statement: &'static str) -> u64 {
        sqlx::query(statement).execute(&self.database).await.unwrap().rows_affected()
    }

    /// A count.
    pub(crate) async fn count(&self, statement: &'static str) -> i64 {
        sqlx::query_scalar(statement).fetch_one(&self.database).await.unwrap()
    }
}

/// A mail as its reader sees it.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) message_id: String,
}

impl Mail {
    pub(crate) fn read(raw: &[u8]) -> Self {
        let message = mail_parser::MessageParser::default().parse(raw).unwrap();
        Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
        }
    }

    /// The invitation's link.
    pub(crate) fn link(&self) -> &str {
        self.text.lines().find(|line| line.contains("/i/")).expect("a link in the mail")
    }

    /// The link that resets a password.
    pub(crate) fn reset_link(&self) -> &str {
        self.text.lines().find(|line| line.contains("/reset-password/")).expect("a link in the mail")
    }

    /// The six digits.
    pub(crate) fn code(&self) -> &str {
        let digits = |line: &&str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
        self.text.lines().find(digits).expect("a code in the mail")
    }
}
