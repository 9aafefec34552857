//! The document around every page, and the routes.

use crate::{
    access, accounts, audit,
    form::Posted,
    imports, invitations,
    keyboard::Shortcuts,
    layout::{Missing, Progress, Toasts},
    members, organizations, seats,
    session::Page,
    terms,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
    path,
};
use std::sync::Arc;

/// This installation, as far as pages and mails need to know it.
#[derive(Clone, Debug)]
pub struct Site {
    /// What it calls itself (`SITE_NAME`).
    pub name: Arc<str>,
    /// Origin of every link (`PUBLIC_URL`), without a slash at the end.
    pub public_url: Arc<str>,
    /// Whether there is an inbox at `/dev/inbox`.
    pub inbox: bool,
    /// Addresses of the built files.
    pub assets: Arc<Assets>,
}

impl Site {
    /// Whether people reach it by https, so that cookies are `__Host-` and `Secure`.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// Addresses of the built files, with their hashes.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The loader that wasm-bindgen made.
    pub js: String,
    /// The module.
    pub wasm: String,
}

/// Pages that work without the module and are left by a full load: what a person sees before being somebody
/// here should arrive at once.
const PLAIN: [&str; 5] = ["/sign-in", "/invitation", "/sign-out", "/forgot-password", "/reset-password"];

/// Whether the page at a path goes without WebAssembly.
pub fn is_plain(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    PLAIN.contains(&path) || path.starts_with("/stop/") || is_document(path)
}

/// Pages of terms of service, which may be long: they are read, and need no module for that.
fn is_document(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    matches!(parts[..], ["terms", _] | ["invitation", "terms"] | ["o", _, "terms", _] | ["o", _, "settings", "terms"])
}

/// The whole document, on the server.
#[cfg(feature = "ssr")]
pub fn shell(site: &Site) -> impl IntoView + use<> {
    use leptos_meta::MetaTags;

    let reader = crate::session::reader();
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let plain = is_plain(&path);
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    content_policy(plain, &nonce);
    let Assets { css, js, wasm } = (*site.assets).clone();
    let scripts = (!plain).then(|| {
        let start =
            format!("import start, {{ hydrate }} from {js:?}; await start({{ module_or_path: {wasm:?} }}); hydrate();");
        view! {
            <link rel="modulepreload" href=js nonce=nonce.clone()/>
            <script type="module" nonce=nonce inner_html=start></script>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang=reader.language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=css/>
                // Nothing is painted before all of it is there: a table whose rows come one after the other would jump.
                <link rel="expect" href="#end" blocking="render"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {scripts}
                <MetaTags/>
            </head>
            <body>
                <App/>
                <div id="end" hidden=true></div>
            </body>
        </html>
    }
}

/// The content security policy of a page (SECURITY H1): one nonce a response, no inline style, no framing.
#[cfg(feature = "ssr")]
fn content_policy(plain: bool, nonce: &str) {
    let script =
        if plain { "'none'".to_owned() } else { format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'") };
    // A mail that is looked at before it is sent stands in a frame, which inherits this policy.
    let style = crate::mail::style_source();
    let policy = format!(
        "default-src 'self'; style-src 'self' {style}; img-src 'self' data:; script-src {script}; object-src 'none'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    if let (Some(options), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::HeaderValue::from_str(&policy))
    {
        options.insert_header(http::header::CONTENT_SECURITY_POLICY, value);
    }
}

/// The application: every page by its address (DESIGN.md "Doors").
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Page::new());
    let (routing, set_routing) = signal(false);
    view! {
        // The page one leaves stays until the next one has been read.
        <Router set_is_routing=set_routing>
            <Forget/>
            <Progress routing/>
            <Toasts/>
            <Shortcuts/>
            <FlatRoutes fallback=Missing transition=true>
                <Route path=path!("/") view=organizations::List ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=accounts::SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/register") view=accounts::RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/forgot-password") view=accounts::ForgotPage ssr=SsrMode::Async/>
                <Route path=path!("/reset-password") view=accounts::ResetPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=accounts::ProfilePage ssr=SsrMode::Async/>
                <Route path=path!("/account/security") view=accounts::SecurityPage ssr=SsrMode::Async/>
                <Route path=path!("/account/sessions") view=accounts::SessionsPage ssr=SsrMode::Async/>
                <Route path=path!("/account/close") view=accounts::ClosingPage ssr=SsrMode::Async/>
                <Route path=path!("/organizations") view=organizations::List ssr=SsrMode::Async/>
                <Route path=path!("/invitation") view=invitations::ConfirmationPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/register") view=invitations::RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/stop/:id/:token") view=invitations::StopPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/terms") view=terms::InvitationTermsPage ssr=SsrMode::Async/>
                <Route path=path!("/terms/:version") view=terms::TermsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/settings/terms") view=terms::OwnTermsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/terms/:version") view=terms::OrganizationTermsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug") view=organizations::Overview ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/members") view=members::ListPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/members/:id") view=members::DetailsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/members/:id/remove") view=members::RemovePage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/activity") view=audit::ActivityPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/settings") view=organizations::SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations") view=invitations::ListPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations/new") view=invitations::NewPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations/import") view=imports::ImportsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations/import/:id") view=imports::ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations/:id") view=invitations::DetailsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/invitations/:id/edit") view=invitations::EditPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/settings/seats") view=seats::SeatsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/access") view=access::AccessPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/access/:list/:id") view=access::EditPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/brands") view=access::BrandsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/accounts") view=access::AccountsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/teams") view=access::TeamsPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/customers") view=organizations::CustomersPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/why") view=access::QuestionPage ssr=SsrMode::Async/>
                <Route path=path!("/o/:slug/members/:id/why") view=access::QuestionPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

/// Forgets the answer of a plain form post as soon as one is on another page.
#[component]
fn Forget() -> impl IntoView {
    let posted: RwSignal<Option<Posted>> = expect_context::<Page>().posted;
    let location = use_location();
    Effect::new(move |before: Option<String>| {
        let now = location.pathname.get();
        if before.is_some_and(|before| before != now) {
            posted.set(None);
        }
        now
    });
}
