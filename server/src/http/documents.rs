//! `/o/{slug}/settings/terms/draft`: what somebody writes or uploads as terms of service, up to 1 MiB in each language.
//! Documents are larger than forms may be, so they come as a form of files, with and without scripts.

use super::{exports, problem::Reader, uploads::see_other};
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Path, Request, multipart::Field},
    response::Response,
};
use http::StatusCode;
use shared::{
    Language, Refusal,
    terms::{Format, MAX_BYTES, Problem, read},
};
use store::{
    Caller, Client, Store,
    terms::{self, Written},
};

/// The most that is kept of one part, in bytes: what is typed comes with longer ends of lines.
const PART_LIMIT: usize = 2 * MAX_BYTES;
/// Two languages, typed or uploaded, and what is around them.
pub(super) const UPLOAD_LIMIT: usize = 2 * PART_LIMIT + MAX_BYTES;

/// Keeps what can be kept as a draft, and leads back to the page that shows it, or what is wrong.
pub(super) async fn save(
    Path(slug): Path<String>,
    Extension(store): Extension<Store>,
    Extension(client): Extension<Client>,
    Extension(caller): Extension<Option<Caller>>,
    request: Request,
) -> Response {
    let reader = Reader::of(&request);
    let saved = async {
        let scope = exports::enter(&store, caller, &slug).await.map_err(store::Error::into_refusal)?;
        let (written, problem) = take(request).await?;
        terms::save_draft(&store, &client, &scope, &written).await.map_err(store::Error::into_refusal)?;
        Ok::<_, Trouble>(problem)
    };
    match saved.await {
        Ok(None) => see_other(&format!("/o/{slug}/settings/terms?news=saved#preview")),
        Ok(Some((problem, language))) => {
            see_other(&format!("/o/{slug}/settings/terms?problem={problem}&in={}", language.tag()))
        }
        Err(Trouble::Refused(refusal)) => reader.refuse(refusal),
        Err(Trouble::TooLarge) => reader.too_large(),
    }
}

enum Trouble {
    Refused(Refusal),
    TooLarge,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<axum::extract::multipart::MultipartError> for Trouble {
    fn from(error: axum::extract::multipart::MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Refused(Refusal::Malformed),
        }
    }
}

/// Reads the form. A file comes before what was typed; of several things that are wrong, the first one is told.
async fn take(request: Request) -> Result<(Written, Option<(Problem, Language)>), Trouble> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Refusal::Malformed)?;
    let (mut format, mut typed, mut files) = (Format::Markdown, [None, None], [None, None]);
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        let content = part(field).await?;
        match name.as_str() {
            "format" => {
                let chosen = std::str::from_utf8(&content).ok().and_then(Format::parse);
                format = chosen.ok_or(Refusal::Malformed)?;
            }
            "text_en" => typed[0] = Some(content),
            "text_ja" => typed[1] = Some(content),
            "file_en" => files[0] = Some(content),
            "file_ja" => files[1] = Some(content),
            _ => return Err(Refusal::Malformed.into()),
        }
    }
    let mut problem = None;
    let mut document = |at: usize, language| {
        let file = files[at].take().filter(|file| !file.is_empty());
        let content = file.or_else(|| typed[at].take()).unwrap_or_default();
        read(&content).unwrap_or_else(|wrong| {
            problem.get_or_insert((wrong, language));
            None
        })
    };
    let (en, ja) = (document(0, Language::En), document(1, Language::Ja));
    if en.is_none() && ja.is_none() {
        problem.get_or_insert((Problem::Empty, Language::En));
    }
    Ok((Written { format, en, ja }, problem))
}

/// A part's content, or its beginning, which is too large by then.
async fn part(mut field: Field<'_>) -> Result<Vec<u8>, Trouble> {
    let mut content = Vec::new();
    while let Some(piece) = field.chunk().await? {
        let room = PART_LIMIT - content.len();
        content.extend_from_slice(piece.get(..room).unwrap_or(&piece));
    }
    Ok(content)
}
