//! Lists as files, written while they are read: no list is ever in memory as a whole (M1, M11).

use super::problem::Reader;
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, Query, Request},
    response::{IntoResponse, Response},
};
use futures::{Stream, stream};
use http::{HeaderValue, header};
use serde::Deserialize;
use shared::{
    Refusal, Slug,
    cell::neutral,
    member::{Sort, Status},
    views::MemberRow,
};
use std::io;
use store::{Caller, Scope, Store, members};

/// What the members' page says in its address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MembersAsked {
    q: String,
    status: String,
    role: String,
    sort: String,
}

/// `/o/{slug}/members.csv`: the users list as it is narrowed, all pages of it.
pub(super) async fn members(
    Path(slug): Path<String>,
    Query(asked): Query<MembersAsked>,
    Extension(store): Extension<Store>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let query = members::Query {
        after: None,
        status: Status::parse(&asked.status),
        search: asked.q,
        role: asked.role,
        sort: Sort::parse(&asked.sort),
    };
    let first = async {
        let scope = enter(&store, caller, &slug).await?;
        // The first piece is read before anything is answered: a refusal has a status of its own.
        let page = members::export(&store, &scope, &query).await?;
        Ok::<_, store::Error>((scope, page))
    };
    let (scope, page) = match first.await {
        Ok(first) => first,
        Err(error) => return reader.refuse(error.into_refusal()),
    };
    let head = [
        "email",
        "family_name",
        "given_name",
        "role",
        "permission",
        "policies",
        "primary_owner",
        "status",
        "joined_at",
        "access_ends_at",
        "last_seen_at",
    ];
    let pieces = stream::try_unfold(Some((store, scope, query, Some(page))), |state| async {
        let Some((store, scope, mut query, page)) = state else { return Ok(None) };
        let page = match page {
            Some(page) => page,
            None => members::export(&store, &scope, &query).await.map_err(io::Error::other)?,
        };
        let piece = rows(page.rows.iter().map(member))?;
        query.after = page.next;
        let more = query.after.is_some();
        Ok::<_, io::Error>(Some((piece, more.then_some((store, scope, query, None)))))
    });
    download(&slug, "members", "csv", "text/csv; charset=utf-8", with_head(&head, pieces))
}

fn member(row: &MemberRow) -> Vec<String> {
    let name = |part: fn(&shared::FullName) -> &str| row.name.as_ref().map(part).unwrap_or_default().to_owned();
    let instant = |at: Option<&shared::views::Moment>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    vec![
        row.address.to_string(),
        name(|name| name.family.as_str()),
        name(|name| name.given.as_str()),
        row.grant.role.map(|role| role.name().to_owned()).unwrap_or_default(),
        row.grant.permission.map(|permission| permission.name().to_owned()).unwrap_or_default(),
        row.grant.policies.join(" "),
        row.is_primary.to_string(),
        row.status.name().to_owned(),
        instant(Some(&row.joined_at)),
        instant(row.access_ends_at.as_ref()),
        instant(row.last_seen_at.as_ref()),
    ]
}

/// The way into the organization, as pages have it.
pub(super) async fn enter(store: &Store, caller: Option<Caller>, slug: &str) -> store::Result<Scope> {
    let caller = caller.ok_or(Refusal::SignedOut)?;
    let slug = Slug::parse(slug).map_err(|_| Refusal::NotFound)?;
    store::organizations::enter(store, &caller, &slug).await
}

/// Rows of CSV, each cell neutral (F2).
pub(super) fn rows(rows: impl Iterator<Item = Vec<String>>) -> io::Result<Bytes> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| neutral(cell).into_owned())).map_err(io::Error::other)?;
    }
    writer.into_inner().map(Bytes::from).map_err(|error| io::Error::other(error.to_string()))
}

/// The first line, and the mark by which spreadsheets know that the rest is UTF-8.
pub(super) fn with_head<S: Stream<Item = io::Result<Bytes>>>(
    head: &[&str],
    pieces: S,
) -> impl Stream<Item = io::Result<Bytes>> + use<S> {
    use futures::StreamExt;
    let line = format!("\u{feff}{}\n", head.join(","));
    stream::once(async move { Ok(Bytes::from(line)) }).chain(pieces)
}

pub(super) fn download(
    slug: &str,
    what: &str,
    extension: &str,
    content_type: &'static str,
    pieces: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
) -> Response {
    let mut response = Body::from_stream(pieces).into_response();
    // A slug that entered is plain ASCII.
    let name = format!("attachment; filename=\"{slug}-{what}.{extension}\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
