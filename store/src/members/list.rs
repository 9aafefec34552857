//! The users list (M1) and one of its people.

use crate::{
    Error, Result, Store,
    access::catalog,
    organizations::Scope,
    page::{self, Cursor, TextCursor},
    row,
};
use chrono::{DateTime, Utc};
use shared::{
    EmailAddress, Language, Phone, Refusal,
    access::{Action, Given, Resource},
    ids::MembershipId,
    member::{Facts, Sort, Status},
    owners::Standing,
    views::{Listed, MemberDetails, MemberRow},
};
use sqlx::types::Json;
use uuid::Uuid;

/// Rows that an export reads at once.
const CHUNK: i64 = 500;

/// Which members a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Where the page starts; the `next` of the one before.
    pub after: Option<String>,
    /// Only those that stand like this; without it, everybody but those who were removed.
    pub status: Option<Status>,
    /// Only those whose address or name contains this.
    pub search: String,
    /// Only those with this role or policy, by its name; empty: with any.
    pub role: String,
    /// The order; joining is the one without.
    pub sort: Option<Sort>,
}

/// What the list and the page of a member read.
struct Found {
    id: Uuid,
    account_id: Uuid,
    role: Option<String>,
    permission: Option<String>,
    policies: Vec<String>,
    access_ends_at: Option<DateTime<Utc>>,
    primary_owner: bool,
    joined_at: DateTime<Utc>,
    last_seen_at: Option<DateTime<Utc>>,
    given: Json<Given>,
    address: String,
    family_name: Option<String>,
    given_name: Option<String>,
    status: String,
    name_key: String,
}

/// The one query behind them, ended by what is looked for.
macro_rules! found {
    ($tail:literal, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Found,
            r#"SELECT m.id, m.account_id, m.role, m.permission, m.policies, m.access_ends_at, m.primary_owner,
                      m.joined_at, m.last_seen_at, membership_given(m) AS "given!: Json<Given>",
                      a.address, a.family_name, a.given_name,
                      membership_status(m.suspended_at, m.removed_at, m.access_ends_at, clock_timestamp())
                          AS "status!",
                      m.name_key
               FROM memberships m JOIN accounts a ON a.id = m.account_id
               WHERE m.org_id = $1
                 AND CASE WHEN $2::text IS NULL THEN m.removed_at IS NULL
                          ELSE membership_status(m.suspended_at, m.removed_at, m.access_ends_at,
                              clock_timestamp()) = $2 END
                 AND ($3 = '' OR position($3 IN lower(concat_ws(' ', a.address, a.family_name, a.given_name,
                         a.family_name))) > 0)
                 AND ($4 = '' OR m.role = $4 OR $4 = ANY(m.policies)) "# + $tail,
            $($value),+
        )
    };
}

/// A page of the organization's members. One statement.
///
/// # Errors
/// Refused: [`Refusal::Forbidden`] to people who may not see members, [`Refusal::Malformed`] for a cursor
/// that no page gave.
#[tracing::instrument(name = "members.list", skip_all, fields(organization = %scope.organization.id))]
pub async fn list(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<MemberRow>> {
    scope.require(Action::List, &Resource::ANY_MEMBER)?;
    page(store, scope, query, page::ROWS).await
}

/// The same in larger pieces, for a file: whoever reads on with `next` reads everything in bounded memory.
///
/// # Errors
/// Refused: as [`list`], and to people who may not export.
#[tracing::instrument(name = "members.export", skip_all, fields(organization = %scope.organization.id))]
pub async fn export(store: &Store, scope: &Scope, query: &Query) -> Result<Listed<MemberRow>> {
    scope.require(Action::Export, &Resource::ANY_MEMBER)?;
    page(store, scope, query, CHUNK).await
}

/// Reads one row more than is shown: it tells whether there is a next page.
async fn page(store: &Store, scope: &Scope, query: &Query, limit: i64) -> Result<Listed<MemberRow>> {
    let sort = query.sort.unwrap_or(Sort::Joined);
    let after = query.after.as_deref();
    let organization = scope.organization.id.get();
    let status = query.status.map(Status::name);
    let search = query.search.trim().to_lowercase();
    let role = query.role.as_str();
    // An order has a condition of its own, as it stands in the index that serves it.
    macro_rules! rows {
        ($tail:literal, $start:expr) => {{
            let start = $start?;
            found!($tail, organization, status, search, role, start.0, start.1, limit + 1)
                .fetch_all(store.pool())
                .await?
        }};
    }
    let by_time = |first| page::start(after, first).map(|start| (start.at, start.id));
    let by_text = || TextCursor::start(after).map(|start| (start.key, start.id));
    let mut rows = match sort {
        Sort::Joined => {
            rows!("AND (m.joined_at, m.id) > ($5, $6) ORDER BY m.joined_at, m.id LIMIT $7", by_time(Cursor::FIRST))
        }
        Sort::Newest => rows!(
            "AND (m.joined_at, m.id) < ($5, $6) ORDER BY m.joined_at DESC, m.id DESC LIMIT $7",
            by_time(Cursor::LAST)
        ),
        Sort::LastSeen => rows!(
            r#"AND (coalesce(m.last_seen_at, to_timestamp(0)), m.id) < ($5, $6)
               ORDER BY coalesce(m.last_seen_at, to_timestamp(0)) DESC, m.id DESC LIMIT $7"#,
            by_time(Cursor::LAST)
        ),
        Sort::Ends => rows!(
            r#"AND (coalesce(m.access_ends_at, '9999-12-31T00:00:00Z'), m.id) > ($5, $6)
               ORDER BY coalesce(m.access_ends_at, '9999-12-31T00:00:00Z'), m.id LIMIT $7"#,
            by_time(Cursor::FIRST)
        ),
        Sort::Name => rows!("AND (m.name_key, m.id) > ($5, $6) ORDER BY m.name_key, m.id LIMIT $7", by_text()),
        Sort::Address => {
            rows!("AND (m.address_key, m.id) > ($5, $6) ORDER BY m.address_key, m.id LIMIT $7", by_text())
        }
    };
    let next = page::cut_at(&mut rows, limit, |row| row.cursor(sort));
    let rows = rows.into_iter().map(|found| found.view(scope)).collect::<Result<_>>()?;
    Ok(Listed { rows, next })
}

impl Found {
    fn cursor(&self, sort: Sort) -> String {
        let at = |at| Cursor { at, id: self.id }.to_text();
        let key = |key: &str| TextCursor { key: key.to_owned(), id: self.id }.to_text();
        match sort {
            Sort::Joined | Sort::Newest => at(self.joined_at),
            Sort::LastSeen => at(self.last_seen_at.unwrap_or(DateTime::UNIX_EPOCH)),
            Sort::Ends => at(self.access_ends_at.unwrap_or(NEVER)),
            Sort::Name => key(&self.name_key),
            Sort::Address => key(&self.address),
        }
    }

    fn view(self, scope: &Scope) -> Result<MemberRow> {
        let corrupt = |column| Error::row("memberships", column, self.id);
        let moment = |at| scope.organization.moment(at);
        Ok(MemberRow {
            id: MembershipId::new(self.id),
            name: row::full_name(self.family_name.as_deref(), self.given_name.as_deref())
                .ok_or_else(|| corrupt("account_id"))?,
            address: EmailAddress::parse(&self.address).map_err(|_| corrupt("account_id"))?,
            grant: row::grant(
                "memberships",
                self.id,
                self.role.as_deref(),
                self.permission.as_deref(),
                self.policies,
                self.access_ends_at,
                &self.given,
            )?,
            given: self.given.0,
            is_primary: self.primary_owner,
            status: Status::parse(&self.status).ok_or_else(|| corrupt("status"))?,
            joined_at: moment(self.joined_at),
            access_ends_at: self.access_ends_at.map(moment),
            last_seen_at: self.last_seen_at.map(moment),
        })
    }
}

/// What stands for "no end" where ends are sorted: the last day that is typed in four digits.
const NEVER: DateTime<Utc> = match DateTime::from_timestamp(253_402_214_400, 0) {
    Some(never) => never,
    None => DateTime::<Utc>::MAX_UTC,
};

/// One member. Three statements: the row that the list has, what only the page shows, and what there is to
/// give.
///
/// # Errors
/// Refused: [`Refusal::NotFound`] for ids of other organizations, [`Refusal::Forbidden`] to people who may
/// not see members.
#[tracing::instrument(name = "members.details", skip_all, fields(organization = %scope.organization.id, member = %id))]
pub async fn details(store: &Store, scope: &Scope, id: MembershipId) -> Result<MemberDetails> {
    scope.require(Action::Read, &Resource::ANY_MEMBER).or_else(|refused| {
        // One's own page is everybody's.
        if id == scope.membership { Ok(()) } else { Err(refused) }
    })?;
    let organization = scope.organization.id.get();
    let more = sqlx::query!(
        r#"SELECT a.phone, a.language, m.version, m.suspended_at, m.removed_at, membership_status(m.suspended_at,
                      m.removed_at, m.access_ends_at, clock_timestamp()) AS "status!",
                  EXISTS (SELECT FROM primary_owner_offers p
                          WHERE p.org_id = m.org_id AND p.membership_id = m.id AND p.confirmed_at IS NULL
                            AND p.withdrawn_at IS NULL) AS "offered!"
           FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.org_id = $1 AND m.id = $2"#,
        organization,
        id.get(),
    )
    .fetch_optional(store.pool())
    .await?
    .ok_or(Refusal::NotFound)?;
    let found = found!("AND m.id = $5", organization, Some(&more.status), "", "", id.get())
        .fetch_optional(store.pool())
        .await?
        .ok_or(Refusal::NotFound)?;
    let catalog = catalog(&mut *store.pool().acquire().await?, &scope.organization).await?;
    let is_me = found.account_id == scope.caller.account.get();
    let row = found.view(scope)?;
    let corrupt = |column| Error::row("accounts", column, id);
    let facts = Facts {
        suspended_at: more.suspended_at,
        removed_at: more.removed_at,
        access_ends_at: row.grant.access_ends_at,
    };
    let standing = Standing { grant: row.grant.clone(), primary: row.is_primary, facts };
    Ok(MemberDetails {
        phone: more.phone.map(|phone| Phone::parse(&phone).map_err(|_| corrupt("phone"))).transpose()?,
        language: Language::parse(&more.language).ok_or_else(|| corrupt("language"))?,
        version: more.version,
        is_me,
        is_offered_primary: more.offered,
        keeps: standing.keeps(scope.organization.preset(), scope.now),
        catalog,
        row,
    })
}
