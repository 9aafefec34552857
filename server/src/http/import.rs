//! `/o/{slug}/invitations/import`: a file of invitations, up to 200 MB, never in memory as a whole. It is written to
//! a nameless file, turned into UTF-8, and read line by line into the database.

use super::{exports, problem::Reader, uploads::see_other};
use crate::sheets::{self, Spool};
use app::form::{Posted, layer::refused};
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Path, Request},
    response::Response,
};
use futures::{Stream, stream};
use shared::{
    Language, Refusal,
    ids::ImportId,
    imports::ImportRow,
    invitation::{SheetProblem, SheetTrouble},
    texts,
};
use std::io;
use store::{Caller, Client, Scope, Store, imports};

/// The largest file, in bytes (SECURITY section 4).
pub(super) const FILE_LIMIT: usize = 200 * 1024 * 1024;
/// What a form has around its file, at most.
pub(super) const UPLOAD_LIMIT: usize = FILE_LIMIT + 64 * 1024;
/// What is given back of a list that was pasted and cannot be read, in bytes; more than anybody corrects by hand.
const KEPT: usize = 1024 * 1024;

/// Takes the file over and leads to its plan, or back with what is wrong with it.
pub(super) async fn upload(
    Path(slug): Path<String>,
    Extension(store): Extension<Store>,
    Extension(client): Extension<Client>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let staged = async {
        let scope = exports::enter(&store, caller, &slug).await?;
        // Before anything is read: who may not invite has nothing to upload.
        let language = scope.caller.language;
        let staging = imports::begin(&store, &client, &scope, texts::imports::pasted_name(language)).await?;
        drop(staging);
        Ok::<_, store::Error>(scope)
    };
    let scope = match staged.await {
        Ok(scope) => scope,
        Err(error) => return reader.refuse(error.into_refusal()),
    };
    match take(&store, &client, &scope, request).await {
        Ok(id) => see_other(&format!("/o/{slug}/invitations/import/{id}")),
        Err(Trouble::Sheet(trouble, typed)) => {
            let values = typed.map(|typed| (app::imports::PASTED.to_owned(), typed)).into_iter().collect();
            let function = app::imports::UPLOAD.to_owned();
            refused(Posted { function, values, result: Err(Refusal::Sheet(trouble)), strength: None })
        }
        Err(Trouble::Refused(refusal)) => reader.refuse(refusal),
    }
}

enum Trouble {
    /// With what was typed, unless it was a file.
    Sheet(SheetTrouble, Option<String>),
    Refused(Refusal),
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Self::Refused(error.into_refusal())
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        tracing::warn!(%error, "a file cannot be kept while it is read");
        Self::Refused(Refusal::Busy)
    }
}

async fn take(store: &Store, client: &Client, scope: &Scope, request: Request) -> Result<ImportId, Trouble> {
    let Brought { spool, name, typed, is_file } = bring(scope, request).await?;
    let typed = move || (!is_file).then(|| String::from_utf8_lossy(&typed).into_owned());
    let wrong = |trouble| Trouble::Sheet(trouble, typed());
    let mut rows = sheets::rows(spool, scope.organization.preset());
    let mut staging = imports::begin(store, client, scope, &name).await?;
    let mut any = false;
    while let Some(batch) = rows.recv().await {
        staging.push(&batch.map_err(&wrong)?).await?;
        any = true;
    }
    if !any {
        return Err(wrong(SheetTrouble::at(SheetProblem::Empty, 1)));
    }
    Ok(staging.finish().await?)
}

/// What came with the form.
struct Brought {
    spool: Spool,
    /// What the list calls it.
    name: String,
    /// What was pasted, as far as a page can give it back.
    typed: Vec<u8>,
    is_file: bool,
}

/// Reads the form piece by piece into a nameless file.
async fn bring(scope: &Scope, request: Request) -> Result<Brought, Trouble> {
    let malformed = || Trouble::Refused(Refusal::Malformed);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let mut brought = Brought { spool: Spool::new()?, name: String::new(), typed: Vec::new(), is_file: false };
    while let Some(mut field) = form.next_field().await.map_err(|_| malformed())? {
        let called = field.file_name().map(str::to_owned).filter(|name| !name.is_empty());
        let (is_file, is_pasted) = (field.name() == Some("file"), field.name() == Some(app::imports::PASTED));
        // A file that somebody chose is what they sent, even with nothing in it.
        brought.is_file |= is_file && called.is_some();
        let mut any = false;
        while let Some(piece) = field.chunk().await.map_err(|_| malformed())? {
            if (is_file || is_pasted) && !piece.is_empty() {
                any = true;
                if brought.spool.len() + piece.len() > FILE_LIMIT {
                    return Err(Trouble::Sheet(SheetTrouble::at(SheetProblem::TooLarge, 1), None));
                }
                if is_pasted && brought.typed.len() + piece.len() <= KEPT {
                    brought.typed.extend_from_slice(&piece);
                }
                brought.spool.write(&piece).await?;
            }
        }
        if any {
            let pasted = || texts::imports::pasted_name(scope.caller.language).to_owned();
            brought.name = called.unwrap_or_else(pasted);
            // What comes after the other begins on a line of its own.
            brought.spool.write(b"\n").await?;
        }
    }
    Ok(brought)
}

/// `/o/{slug}/invitations/import/{id}/result.csv`: what became of every row.
pub(super) async fn result(
    Path((slug, id)): Path<(String, String)>,
    Extension(store): Extension<Store>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let first = async {
        let scope = exports::enter(&store, caller, &slug).await?;
        let id: ImportId = id.parse().map_err(|_| Refusal::NotFound)?;
        let rows = imports::results(&store, &scope, id, 0).await?;
        Ok::<_, store::Error>((scope, id, rows))
    };
    let (scope, id, rows) = match first.await {
        Ok(first) => first,
        Err(error) => return reader.refuse(error.into_refusal()),
    };
    let pieces = pieces(store, scope, id, rows);
    exports::download(&slug, "import", "csv", "text/csv; charset=utf-8", exports::with_head(&HEAD, pieces))
}

const HEAD: [&str; 5] = ["line", "address", "result", "reason", "invitation"];

fn pieces(
    store: Store,
    scope: Scope,
    id: ImportId,
    first: Vec<ImportRow>,
) -> impl Stream<Item = io::Result<axum::body::Bytes>> + Send + 'static {
    let language = scope.caller.language;
    stream::try_unfold((store, scope, Some(first)), move |(store, scope, rows)| async move {
        let Some(last) = rows.as_ref().and_then(|rows| rows.last()).map(|row| row.number) else { return Ok(None) };
        let piece = exports::rows(rows.iter().flatten().map(|row| cells(row, language)))?;
        let next = imports::results(&store, &scope, id, last).await.map_err(io::Error::other)?;
        Ok(Some((piece, (store, scope, Some(next)))))
    })
}

fn cells(row: &ImportRow, language: Language) -> Vec<String> {
    vec![
        row.line.to_string(),
        row.address.clone(),
        row.result.name().to_owned(),
        row.reason.as_ref().map(|reason| texts::imports::reason(language, reason)).unwrap_or_default(),
        row.invitation.map(|id| id.to_string()).unwrap_or_default(),
    ]
}
