//! A database of its own for each test, people in it, and a second connection that may do everything.

use shared::{
    EmailAddress, Language, Refusal,
    access::Grant,
    ids::{AccountId, InvitationId, OrganizationId},
    invitation::{Draft, Registration},
    kind::Kind,
    names::Slug,
    role::{ManagedPolicy, Permission, Role},
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;
use store::{
    Caller, Client, Error, KeyRing, LinkToken, Scope, SessionToken, Settings, Store, invitations,
    outbox::{self, Letter},
};
use uuid::Uuid;

pub(crate) const SECRET: &str = "a secret of tests, 32 bytes or longer";
pub(crate) const LEASE: Duration = Duration::from_secs(60);

/// The store as the program has it, and `admin`, who owns the schema: to look at rows and to move time.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) admin: PgPool,
    pub(crate) client: Client,
}

impl World {
    pub(crate) async fn start(pool: PgPoolOptions, connect: PgConnectOptions) -> Self {
        Self::with(pool, connect, |_| ()).await
    }

    /// A world with other caps.
    pub(crate) async fn with(
        pool: PgPoolOptions,
        connect: PgConnectOptions,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let mut settings = Settings::new(KeyRing::parse(SECRET).unwrap(), "mail.example");
        change(&mut settings);
        let admin = PgPoolOptions::new().max_connections(2).connect_with(connect.clone()).await.unwrap();
        let pool = pool.max_connections(16).acquire_timeout(Duration::from_secs(30));
        let store = Store::connect_with(pool, connect, settings).await.unwrap();
        let client = Client { ip: "192.0.2.7".parse().ok(), user_agent: "tests".to_owned(), language: Language::En };
        Self { store, admin, client }
    }

    pub(crate) async fn organization(&self, kind: Kind, slug: &str) -> OrganizationId {
        let id = Uuid::now_v7();
        sqlx::query(
            "INSERT INTO organizations (id, slug, name, kind, parent_id, language, time_zone)
             VALUES ($1, $2, $3, $4, $5, 'en', 'Asia/Tokyo')",
        )
        .bind(id)
        .bind(slug)
        .bind(format!("The {slug} company"))
        .bind(kind.name())
        .bind(None::<Uuid>)
        .execute(&self.admin)
        .await
        .unwrap();
        OrganizationId::new(id)
    }

    /// An account with a verified address and no password.
    pub(crate) async fn account(&self, address: &str) -> AccountId {
        let id = Uuid::now_v7();
        sqlx::query(
            "INSERT INTO accounts (id, address, address_verified_at, family_name, given_name, language)
             VALUES ($1, $2, clock_timestamp(), 'Doe', 'Jo', 'en')",
        )
        .bind(id)
        .bind(address)
        .execute(&self.admin)
        .await
        .unwrap();
        AccountId::new(id)
    }

    pub(crate) async fn join(&self, organization: OrganizationId, account: AccountId, grant: &Grant) {
        sqlx::query(
            "INSERT INTO memberships
                 (org_id, id, account_id, role, permission, policies, access_ends_at, joined_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())",
        )
        .bind(organization.get())
        .bind(Uuid::now_v7())
        .bind(account.get())
        .bind(grant.role.map(|role| role.name()))
        .bind(grant.permission.map(|permission| permission.name()))
        .bind(&grant.policies)
        .bind(grant.access_ends_at)
        .execute(&self.admin)
        .await
        .unwrap();
        // Whoever is here has agreed to the terms, unless a test is about that.
        self.agree(organization, account).await;
    }

    /// Agrees to the organization's terms as they are.
    pub(crate) async fn agree(&self, organization: OrganizationId, account: AccountId) {
        sqlx::query(
            "INSERT INTO terms_agreements (account_id, document_id, agreed_at)
             SELECT $1, id, clock_timestamp() FROM current_terms($2) ON CONFLICT DO NOTHING",
        )
        .bind(account.get())
        .bind(organization.get())
        .execute(&self.admin)
        .await
        .unwrap();
    }

    /// Signs an account in without its password.
    pub(crate) async fn caller(&self, account: AccountId) -> Caller {
        let token = self.session(account).await;
        store::accounts::caller(&self.store, &token).await.unwrap().expect("the session is live")
    }

    pub(crate) async fn session(&self, account: AccountId) -> SessionToken {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        use sha2::{Digest, Sha256};
        let bytes = [*Uuid::now_v7().as_bytes(), *Uuid::now_v7().as_bytes()].concat();
        let token = SessionToken::parse(&URL_SAFE_NO_PAD.encode(bytes)).unwrap();
        sqlx::query(
            "INSERT INTO sessions (id, account_id, sha256, ends_at, user_agent)
             VALUES ($1, $2, $3, clock_timestamp() + interval '1 day', 'tests')",
        )
        .bind(Uuid::now_v7())
        .bind(account.get())
        .bind(Sha256::digest(token.expose().as_bytes()).to_vec())
        .execute(&self.admin)
        .await
        .unwrap();
        token
    }

    pub(crate) async fn member(&self, organization: OrganizationId, address: &str, grant: Grant) -> Caller {
        let account = self.account(address).await;
        self.join(organization, account, &grant).await;
        self.caller(account).await
    }

    pub(crate) async fn enter(&self, caller: &Caller, slug: &str) -> store::Result<Scope> {
        store::organizations::enter(&self.store, caller, &Slug::parse(slug).unwrap()).await
    }

    /// A member as they are when they have come in.
    pub(crate) async fn inside(&self, organization: OrganizationId, slug: &str, address: &str, grant: Grant) -> Scope {
        let caller = self.member(organization, address, grant).await;
        self.enter(&caller, slug).await.unwrap()
    }

    /// A buyer with its owner: where most tests begin.
    pub(crate) async fn buyer(&self) -> Scope {
        let organization = self.organization(Kind::Buyer, "aoba").await;
        let owner = self.member(organization, "owner@aoba.example", owner()).await;
        self.sql("UPDATE memberships SET primary_owner = true WHERE role = 'owner'").await;
        self.enter(&owner, "aoba").await.unwrap()
    }

    pub(crate) async fn send(&self, scope: &Scope, draft: &Draft) -> store::Result<InvitationId> {
        invitations::send(&self.store, &self.client, scope, draft).await
    }

    /// Invites as a Member with Write, and reads the mailed link.
    pub(crate) async fn invite(&self, scope: &Scope, address: &str) -> (InvitationId, LinkToken) {
        let id = self.send(scope, &draft(address)).await.unwrap();
        (id, self.mailed_link(address).await)
    }

    /// The link in the newest mail to this address; its job is reported as sent.
    pub(crate) async fn mailed_link(&self, address: &str) -> LinkToken {
        match self.mail(address).await {
            Letter::Invitation { link, .. } => link,
            other => panic!("{other:?} came instead of a link"),
        }
    }

    pub(crate) async fn mailed_code(&self, address: &str) -> String {
        match self.mail(address).await {
            Letter::Code { code, .. } => code.expose().to_owned(),
            other => panic!("{other:?} came instead of a code"),
        }
    }

    async fn mail(&self, address: &str) -> Letter {
        let jobs = outbox::claim(&self.store, 100, LEASE).await.unwrap();
        let mut letter = None;
        for job in jobs {
            outbox::sent(&self.store, &job).await.unwrap();
            if job.recipient.as_str() == address {
                letter = Some(job.letter);
            }
        }
        letter.expect("a mail is on its way")
    }

    /// Runs a statement as the owner of the schema.
    pub(crate) async fn sql(&self, statement: &'static str) -> u64 {
        sqlx::query(statement).execute(&self.admin).await.unwrap().rows_affected()
    }

    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.admin).await.unwrap()
    }

    /// The actions of every audit entry, in order.
    pub(crate) async fn audited(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT action FROM audit_entries ORDER BY org_id, seq")
            .fetch_all(&self.admin)
            .await
            .unwrap()
    }
}

pub(crate) fn owner() -> Grant {
    Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() }
}

pub(crate) fn member(permission: Permission) -> Grant {
    Grant { role: Some(Role::Member), permission: Some(permission), ..Grant::default() }
}

pub(crate) fn policy(policy: ManagedPolicy) -> Grant {
    Grant { policies: vec![policy.name().to_owned()], ..Grant::default() }
}

pub(crate) fn draft(address: &str) -> Draft {
    Draft { address: address.to_owned(), role: "member".to_owned(), permission: "write".to_owned(), ..Draft::default() }
}

pub(crate) fn registration() -> Registration {
    Registration {
        family_name: "Ito".to_owned(),
        given_name: "Mina".to_owned(),
        country: "JP".to_owned(),
        language: "ja".to_owned(),
        phone: "+81 3 1234 5678".to_owned(),
        password: "Quiet-River-77".to_owned(),
        password_again: "Quiet-River-77".to_owned(),
        version: "1".to_owned(),
        terms: "on".to_owned(),
        code: String::new(),
    }
}

pub(crate) fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// The refusal of a use case that has to refuse. Which operation was denied is left out: most tests are about whether.
#[track_caller]
pub(crate) fn refusal<T: std::fmt::Debug>(result: store::Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(Refusal::Denied(_))) => Refusal::Forbidden,
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
