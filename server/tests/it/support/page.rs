//! An answer, and what a reader finds in it.

use reqwest::{Response, header::HeaderMap};

/// An answer of the server.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    pub(crate) async fn read(response: Response) -> Self {
        let url = response.url();
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap_or_default();
        Self { path, status, headers, body }
    }

    /// A header's value, empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Where it redirects to.
    pub(crate) fn location(&self) -> Option<String> {
        (300..400).contains(&self.status).then(|| self.header("location").to_owned())
    }

    /// What can be read, without markup.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.body.as_str();
        while let Some((before, tag)) = rest.split_once('<') {
            text.push_str(before);
            let skip = ["script", "style"].iter().find(|name| tag.starts_with(**name));
            let end = skip.map_or_else(|| ">".to_owned(), |name| format!("</{name}>"));
            rest = tag.split_once(end.as_str()).map_or("", |(_, rest)| rest);
        }
        decode(&(text + rest))
    }

    /// Whether these words can be read.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Whether there is a form for a function.
    pub(crate) fn has_form(&self, function: &str) -> bool {
        self.find_form(function).is_some()
    }

    /// The fields of the form for a function, as a browser would send them.
    pub(crate) fn form(&self, function: &str) -> Vec<(String, String)> {
        let Some(form) = self.find_form(function) else {
            panic!("no form for {function} on {} ({}): {}", self.path, self.status, self.text())
        };
        let mut fields = Vec::new();
        for tag in tags(form, "input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            let sent = !matches!(kind.as_str(), "checkbox" | "radio") || tag.contains(" checked");
            if let Some(name) = attribute(tag, "name").filter(|_| sent) {
                let default = if kind == "checkbox" { "on" } else { "" };
                fields.push((name, attribute(tag, "value").unwrap_or_else(|| default.to_owned())));
            }
        }
        for select in form.split("<select").skip(1) {
            let select = select.split("</select>").next().unwrap();
            let tag = select.split('>').next().unwrap();
            // A disabled control is not sent.
            let Some(name) = attribute(tag, "name").filter(|_| !tag.contains(" disabled")) else { continue };
            let options: Vec<&str> = tags(select, "option").collect();
            let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first());
            fields.push((name, chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()));
        }
        fields
    }

    /// What a field of a form holds.
    pub(crate) fn value(&self, function: &str, field: &str) -> String {
        let found = self.form(function).into_iter().find(|(name, _)| name == field);
        found.unwrap_or_else(|| panic!("no field {field} in the form for {function}")).1
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON ({}): {}", self.status, self.body))
    }

    fn find_form(&self, function: &str) -> Option<&str> {
        let named = format!("value=\"/fn/{function}\"");
        self.body
            .split("<form")
            .skip(1)
            .map(|form| form.split("</form>").next().unwrap())
            .find(|form| form.contains(&named))
    }
}

/// The insides of every tag of a name.
fn tags<'a>(html: &'a str, name: &'static str) -> impl Iterator<Item = &'a str> {
    html.split('<').filter_map(move |part| part.strip_prefix(name)).filter_map(|part| part.split('>').next())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(decode(rest.split('"').next()?))
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}
