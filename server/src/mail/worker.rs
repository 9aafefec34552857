//! Empties the outbox. Any number of workers may run, in this program and in others.

use super::{Delivery, Letter, Sender};
use app::Site;
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use store::{
    Store,
    outbox::{self, Job, Parcel, PersonalJob, Retry},
};
use tokio::{sync::Semaphore, task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

/// Mails sent at the same time, each over a connection of its own.
pub const AT_ONCE: u32 = 8;
/// Mails are claimed together as soon as so many can be sent: one statement for several, while the others go on.
const TOGETHER: u32 = AT_ONCE / 2;
/// How long a claimed mail is ours; longer than a delivery may take, or two workers would send it (X9).
const LEASE: Duration = Duration::from_secs(90);
/// How often the outbox is looked at when nothing wakes us: what a lost notification or a pause left.
const POLL: Duration = Duration::from_secs(5);
/// The pause after the database was not to be had.
const PAUSE: Duration = Duration::from_secs(2);

/// What a worker needs.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Where the outbox is.
    pub store: Store,
    /// What links and texts name.
    pub site: Site,
    /// The mail server.
    pub sender: Sender,
}

/// A claimed mail of either sort.
enum Task {
    /// It belongs to an organization.
    Organization(Box<Job>),
    /// It is about a person's own account.
    Personal(Box<PersonalJob>),
}

impl Parcel for Task {
    fn id(&self) -> Uuid {
        match self {
            Self::Organization(job) => job.id,
            Self::Personal(job) => job.id,
        }
    }

    fn attempt(&self) -> u32 {
        match self {
            Self::Organization(job) => job.attempt,
            Self::Personal(job) => job.attempt,
        }
    }
}

impl Worker {
    /// Works until `stop`, then lets the deliveries under way finish.
    pub async fn run(self, stop: CancellationToken) {
        let worker = Arc::new(self);
        let mut deliveries = JoinSet::new();
        let permits = Arc::new(Semaphore::new(AT_ONCE as usize));
        while !stop.is_cancelled() {
            let listened = worker.listen(&permits, &mut deliveries, &stop).await;
            if let Err(error) = listened {
                tracing::warn!(%error, "the outbox cannot be read");
                tokio::select! { () = stop.cancelled() => {}, () = sleep(PAUSE) => {} }
            }
        }
        while deliveries.join_next().await.is_some() {}
        worker.sender.close().await;
    }

    /// Works as long as the database does.
    async fn listen(
        self: &Arc<Self>,
        permits: &Arc<Semaphore>,
        deliveries: &mut JoinSet<()>,
        stop: &CancellationToken,
    ) -> store::Result<()> {
        // Before the first look, so that nothing is queued unheard in between.
        let mut wakeups = outbox::wakeups(&self.store).await?;
        loop {
            while self.claim(permits, deliveries, stop).await? {}
            while deliveries.try_join_next().is_some() {}
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                woken = wakeups.next() => woken?,
                () = sleep(POLL) => {}
            }
        }
    }

    /// Claims as much as can be sent at once; whether there may be more.
    async fn claim(
        self: &Arc<Self>,
        permits: &Arc<Semaphore>,
        deliveries: &mut JoinSet<()>,
        stop: &CancellationToken,
    ) -> store::Result<bool> {
        let first = tokio::select! {
            () = stop.cancelled() => return Ok(false),
            permits = permits.clone().acquire_many_owned(TOGETHER) => permits,
        };
        // Split, so that each delivery gives its own back.
        let mut free = Vec::new();
        if let Ok(mut together) = first {
            free.extend(std::iter::from_fn(|| together.split(1)));
        }
        while let Ok(permit) = permits.clone().try_acquire_owned() {
            free.push(permit);
        }
        let limit = u32::try_from(free.len()).unwrap_or(AT_ONCE);
        // Mails that people wait for with the page open come before what organizations send.
        let personal = outbox::claim_personal(&self.store, limit, LEASE).await?;
        let left = limit.saturating_sub(u32::try_from(personal.len()).unwrap_or(limit));
        let others = if left > 0 { outbox::claim(&self.store, left, LEASE).await? } else { Vec::new() };
        let jobs = personal
            .into_iter()
            .map(|job| Task::Personal(Box::new(job)))
            .chain(others.into_iter().map(|job| Task::Organization(Box::new(job))));
        let jobs: Vec<Task> = jobs.collect();
        let full = jobs.len() == free.len();
        for (job, permit) in jobs.into_iter().zip(free) {
            let worker = Arc::clone(self);
            let span = tracing::info_span!("mail", mail = %job.id(), attempt = job.attempt());
            let deliver = async move {
                let _permit = permit;
                worker.handle(job).await;
            };
            deliveries.spawn(deliver.instrument(span));
        }
        Ok(full)
    }

    /// Sends one mail and notes what became of it. No transaction is open while the mail server is busy
    /// (X4); a panic costs this mail a try, not the worker its life (X11).
    async fn handle(&self, job: Task) {
        let delivery = AssertUnwindSafe(self.deliver(&job)).catch_unwind().await;
        let delivery = delivery.unwrap_or_else(|_| Delivery::Later("a fault on our side".to_owned()));
        let noted = match &delivery {
            Delivery::Sent => outbox::sent(&self.store, &job).await.map(|_| tracing::info!("sent")),
            Delivery::Refused(reason) => outbox::failed(&self.store, &job, reason).await.map(|_| {
                tracing::warn!("refused for good");
            }),
            Delivery::Later(reason) => outbox::retry_later(&self.store, &job, reason).await.map(|retry| match retry {
                Retry::At(at) => tracing::warn!(%at, "not taken, to be tried again"),
                Retry::GaveUp => tracing::warn!("not taken, and that was the last try"),
                Retry::Moot => tracing::info!("not taken, and no longer ours"),
            }),
        };
        if let Err(error) = noted {
            // The lease ends, somebody sends it again, and the Message-ID makes that recognizable (X8).
            tracing::error!(%error, "what became of a mail could not be noted");
        }
    }

    async fn deliver(&self, job: &Task) -> Delivery {
        let content = match job {
            Task::Organization(job) => app::mail::render(job, &self.site),
            Task::Personal(job) => app::mail::render_personal(job, &self.site),
        };
        let content = match content {
            Ok(content) => content,
            Err(error) => {
                tracing::error!(%error, "a template is broken");
                return Delivery::Later("a fault on our side".to_owned());
            }
        };
        let (recipient, message_id) = match job {
            Task::Organization(job) => (&job.recipient, &job.message_id),
            Task::Personal(job) => (&job.recipient, &job.message_id),
        };
        match recipient.as_str().parse() {
            Ok(to) => self.sender.deliver(Letter { to, message_id: message_id.clone(), content }).await,
            Err(_) => Delivery::Refused("the mail system does not accept the address".to_owned()),
        }
    }
}
