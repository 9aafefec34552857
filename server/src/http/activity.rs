//! The activity as a file: CSV for people, JSON for programs that check the chain (M11).

use super::{
    exports::{download, enter, rows, with_head},
    problem::Reader,
};
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Query, Request},
    response::Response,
};
use futures::{Stream, StreamExt, stream};
use serde::Deserialize;
use serde_json::json;
use shared::views::Listed;
use std::io;
use store::{
    Caller, Scope, Store,
    audit::{self, Exported},
};

/// What the activity page says in its address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    person: String,
    action: String,
    from: String,
    until: String,
}

impl Asked {
    fn query(self) -> audit::Query {
        let Self { person, action, from, until } = self;
        audit::Query { after: None, person, action, from, until }
    }
}

/// `/o/{slug}/activity.csv`
pub(super) async fn csv(
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Extension(store): Extension<Store>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let pages = match begin(store, caller, &slug, asked.query()).await {
        Ok(pages) => pages,
        Err(error) => return reader.refuse(error.into_refusal()),
    };
    let head = ["seq", "at", "actor", "action", "subject", "detail", "client_ip", "user_agent", "hash"];
    let pieces = pages.map(|page| rows(page?.iter().map(cells)));
    download(&slug, "activity", "csv", "text/csv; charset=utf-8", with_head(&head, pieces))
}

fn cells(entry: &Exported) -> Vec<String> {
    vec![
        entry.seq.to_string(),
        entry.at.to_rfc3339(),
        entry.actor.clone().unwrap_or_default(),
        entry.action.clone(),
        entry.subject.to_string(),
        entry.detail.to_string(),
        entry.client_ip.clone().unwrap_or_default(),
        entry.user_agent.clone(),
        entry.hash.clone(),
    ]
}

/// `/o/{slug}/activity.json`: one array, one entry a line.
pub(super) async fn json(
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Extension(store): Extension<Store>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let pages = match begin(store, caller, &slug, asked.query()).await {
        Ok(pages) => pages,
        Err(error) => return reader.refuse(error.into_refusal()),
    };
    let mut first = true;
    let lines = pages.map(move |page| {
        let mut text = String::new();
        for entry in page? {
            text += if std::mem::take(&mut first) { "\n" } else { ",\n" };
            text += &object(&entry).to_string();
        }
        Ok::<_, io::Error>(Bytes::from(text))
    });
    let around = |text: &'static str| stream::once(async move { Ok(Bytes::from_static(text.as_bytes())) });
    download(&slug, "activity", "json", "application/json", around("[").chain(lines).chain(around("\n]\n")))
}

fn object(entry: &Exported) -> serde_json::Value {
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "client_ip": entry.client_ip,
        "user_agent": entry.user_agent,
        "hash": entry.hash,
    })
}

/// Reads the first piece before anything is answered, so that a refusal has a status of its own; the others
/// follow while they are sent.
async fn begin(
    store: Store,
    caller: Option<Caller>,
    slug: &str,
    query: audit::Query,
) -> store::Result<impl Stream<Item = io::Result<Vec<Exported>>> + Send + 'static + use<>> {
    let scope = enter(&store, caller, slug).await?;
    let first = audit::export(&store, &scope, &query).await?;
    let state: Option<(Store, Scope, audit::Query, Option<Listed<Exported>>)> =
        Some((store, scope, query, Some(first)));
    Ok(stream::try_unfold(state, |state| async {
        let Some((store, scope, mut query, read)) = state else { return Ok(None) };
        let page = match read {
            Some(page) => page,
            None => audit::export(&store, &scope, &query).await.map_err(io::Error::other)?,
        };
        query.after = page.next;
        let more = query.after.is_some();
        Ok::<_, io::Error>(Some((page.rows, more.then_some((store, scope, query, None)))))
    }))
}
