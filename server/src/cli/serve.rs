//! `usher serve`.

use super::{CliError, database::Database, demo, runtime, say, shutdown, wiring};
use crate::{
    bulk,
    config::{Config, PublicUrl},
    http::{self, Assets, Web},
    mail::{AT_ONCE, Sender, Worker, sink::Sink},
    upkeep,
};
use app::Site;
use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};
use store::{SchemaState, Store};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;

/// How long requests and deliveries under way may take to finish after the first signal. A delivery takes 15
/// seconds at most; orchestrators kill after 30.
const FINISH_DEADLINE: Duration = Duration::from_secs(20);

pub(super) fn run(config: Config) -> Result<ExitCode, CliError> {
    let database = Database::open(&config)?;
    let runtime = runtime()?;
    let served = runtime.block_on(serve(&config, &database));
    runtime.shutdown_timeout(Duration::from_secs(1));
    // Only now, when nothing uses it any more.
    drop(database);
    served.map(|()| ExitCode::SUCCESS)
}

async fn serve(config: &Config, database: &Database) -> Result<(), CliError> {
    let stop = shutdown::on_signal().map_err(CliError::Io)?;
    let listener = listen(config.listen).await?;
    let address = listener.local_addr().map_err(CliError::Io)?;
    let public_url = config.public_url_at(address);
    if config.dev || database.cluster.is_some() {
        database.migrate().await?;
    }
    let store = wiring::store(config, &public_url, &database.url).await?;
    warn_of_schema(&store).await;
    let (assets, site) = site(config, &public_url)?;
    let sink_stop = CancellationToken::new();
    let sink = sink(config, &sink_stop).await?;
    let worker = start_worker(config, &store, &site, sink.as_ref(), &stop)?;
    tokio::spawn(upkeep::run(store.clone(), stop.clone()));
    tokio::spawn(bulk::run(store.clone(), stop.clone()));
    if config.dev {
        introduce(&store, &site, sink.is_some()).await?;
    }
    tracing::info!(%address, %public_url, "serving");
    let trusted_proxies = config.trusted_proxies.clone();
    let router =
        http::router(Web { store: store.clone(), site, assets, trusted_proxies, dev: config.dev, inbox: sink });
    let served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stop.clone().cancelled_owned());
    let finished = async {
        stop.cancelled().await;
        tokio::time::sleep(FINISH_DEADLINE).await;
    };
    tokio::select! {
        served = served => served.map_err(CliError::Io)?,
        () = finished => tracing::warn!("some requests did not finish in time"),
    }
    if timeout(FINISH_DEADLINE, worker).await.is_err() {
        tracing::warn!("some mails did not finish in time; they are sent after the next start");
    }
    sink_stop.cancel();
    let _ = timeout(Duration::from_secs(5), store.close()).await;
    tracing::info!("ended");
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, CliError> {
    TcpListener::bind(address).await.map_err(|source| CliError::Listen { address, source })
}

/// A schema that waits for `usher migrate` is no reason to end: `/readyz` says so, and serving begins as
/// soon as it has been migrated.
async fn warn_of_schema(store: &Store) {
    match store.schema_state().await {
        Ok(SchemaState::Ready) => {}
        Ok(state) => tracing::error!(?state, "the schema is not ready; run `usher migrate`"),
        Err(error) => tracing::error!(%error, "the schema cannot be looked at"),
    }
}

/// The built files and what pages know. In development pages also work before anything was built.
fn site(config: &Config, public_url: &PublicUrl) -> Result<(Assets, Site), CliError> {
    let assets = match Assets::load(&config.site_root) {
        Ok(assets) => assets,
        Err(error) if config.dev => {
            tracing::warn!(%error, "pages come without style and scripts");
            Assets::default()
        }
        Err(error) => return Err(error.into()),
    };
    let site = Site {
        name: Arc::from(config.site_name.as_str()),
        public_url: Arc::from(public_url.as_str()),
        // Mails that go to a real server are not read here.
        inbox: config.dev && config.smtp.is_none(),
        assets: Arc::new(assets.names.clone()),
    };
    Ok((assets, site))
}

/// The inbox of development, where no mail server is configured.
async fn sink(config: &Config, stop: &CancellationToken) -> Result<Option<Sink>, CliError> {
    if config.smtp.is_some() || !config.dev {
        return Ok(None);
    }
    Sink::start(stop.clone()).await.map(Some).map_err(CliError::Io)
}

fn start_worker(
    config: &Config,
    store: &Store,
    site: &Site,
    sink: Option<&Sink>,
    stop: &CancellationToken,
) -> Result<JoinHandle<()>, CliError> {
    let url = config.smtp.as_ref().map(|url| url.expose().to_owned()).or(sink.map(Sink::url)).unwrap_or_default();
    let public_url = PublicUrl::parse(&site.public_url).unwrap_or_else(|_| config.public_url_at(config.listen));
    let from = wiring::mail_from(config, &public_url)?;
    let sender = Sender::new(&url, config.site_name.as_str(), from, AT_ONCE)?;
    let worker = Worker { store: store.clone(), site: site.clone(), sender };
    Ok(tokio::spawn(worker.run(stop.clone())))
}

/// Development: seeds the demonstration and says where it is.
async fn introduce(store: &Store, site: &Site, has_inbox: bool) -> Result<(), CliError> {
    let report = store::demo::seed(store).await?;
    demo::print(&report);
    say(format_args!("\n{} is at {}", site.name, site.public_url));
    if has_inbox {
        say(format_args!("Mails arrive in {}/dev/inbox", site.public_url));
    }
    say("Sign in as anyone above; end with Ctrl-C.\n");
    Ok(())
}
