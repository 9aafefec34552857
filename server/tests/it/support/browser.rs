//! A browser without JavaScript: it keeps cookies, fills in forms, and follows nothing by itself.

use super::Page;
use reqwest::{Client, Method, RequestBuilder, header, redirect::Policy};
use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, Mutex},
};

/// Somebody who has not signed in.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    http: Client,
    base: String,
    origin: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

/// Somebody who has.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn(Browser);

impl Deref for SignedIn {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.0
    }
}

impl Browser {
    pub(crate) fn new(base: String, origin: String) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { http, base, origin, cookies: Arc::default() }
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// Opens a page in Japanese.
    pub(crate) async fn get_in_japanese(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).header(header::ACCEPT_LANGUAGE, "ja")).await
    }

    /// Opens a page and goes where it leads, as far as it leads.
    pub(crate) async fn follow(&self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            match page.location() {
                Some(next) => page = self.get(&next).await,
                None => return page,
            }
        }
        panic!("{path} redirects for ever");
    }

    /// Sends a form of a page as it stands there, with some fields filled in.
    pub(crate) async fn submit(&self, page: &Page, function: &str, filled: &[(&str, &str)]) -> Page {
        let mut fields = page.form(function);
        for (name, value) in filled {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.post(&page.path, &fields).await
    }

    /// Posts fields to a path, from a page of our own.
    pub(crate) async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        self.send(self.own(self.request(Method::POST, path)).form(fields)).await
    }

    /// Calls a server function as a hydrated page does.
    pub(crate) async fn call(&self, function: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.own(self.request(Method::POST, &format!("/fn/{function}")));
        self.send(request.header(header::ACCEPT, "application/json").form(fields)).await
    }

    /// A request with this browser's cookies, to be made odd before it is sent.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix(&self.origin).unwrap_or(path);
        let request = self.http.request(method, format!("{}{path}", self.base));
        let cookies = self.cookies.lock().unwrap();
        if cookies.is_empty() {
            return request;
        }
        let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(header::COOKIE, line.join("; "))
    }

    /// Marks a request as coming from our own page, as browsers do.
    pub(crate) fn own(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(header::ORIGIN, &self.origin).header("sec-fetch-site", "same-origin")
    }

    /// Sends a request and keeps its cookies.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap_or((rest, ""));
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() || attributes.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Page::read(response).await
    }

    /// A cookie's value.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie there, as somebody does who has stolen or kept one.
    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Signs in over the page.
    pub(crate) async fn sign_in(self, address: &str, password: &str) -> SignedIn {
        let page = self.get("/sign-in").await;
        let answer = self.submit(&page, "accounts/sign_in", &[("address", address), ("password", password)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        SignedIn(self)
    }
}
