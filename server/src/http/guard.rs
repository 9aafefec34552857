//! The way to sign-in, and back.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};
use store::Caller;

/// A page that needs somebody sends strangers to sign in, and remembers where they were going. Functions
/// refuse by themselves; this is only the kinder answer to a person.
pub(super) async fn sign_in_first(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let private = ["/o/", "/organizations", "/account"].iter().any(|start| path.starts_with(start)) || path == "/";
    let known = request.extensions().get::<Option<Caller>>().is_some_and(Option::is_some);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if private && !known {
        let here = if reads { request.uri().path_and_query().map_or("/", |own| own.as_str()) } else { path };
        let next = if here == "/" { String::new() } else { format!("?next={}", escape(here)) };
        return see_other(&format!("/sign-in{next}"));
    }
    if path == "/" && reads {
        return see_other("/organizations");
    }
    let mut response = next.run(request).await;
    // The framework redirects with 302, which lets a program repeat a POST.
    if response.status() == http::StatusCode::FOUND {
        *response.status_mut() = http::StatusCode::SEE_OTHER;
    }
    response
}

fn see_other(path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    vary(response.headers_mut());
    response
}

fn vary(headers: &mut HeaderMap) {
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
}

/// Escapes what would end a query's value.
fn escape(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'&' | b'#' | b'%' | b'+' | b' ' | b'?' | b'=' => format!("%{byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}
