//! An entry in words: what happened, who did it, and what differs (M11, M12).

use super::{FIELDS, action};
use crate::{
    AccountRole, Kind, Language, ManagedPolicy, Permission, Role,
    access::{Operations, PartSort},
    kind::{AccessEndRule, IdentityProvider},
    member::Status,
    texts::{access, dates, forms, reach, settings},
    views::{Actor, Change, Happened, Told},
};
use std::fmt;

/// What happened: the sentence for the action, which names the sort of a part.
pub fn happened(language: Language, what: &Happened) -> String {
    let part = what.part.map(|part| match part {
        PartSort::Brand => super::brand(language),
        PartSort::ExchangeAccount => super::account(language),
        PartSort::Team => super::team(language),
    });
    match (what.action.as_str(), part) {
        ("part.created", Some(part)) => super::created(language, part),
        ("part.renamed", Some(part)) => super::renamed(language, part),
        ("part.archived", Some(part)) => super::archived(language, part),
        ("part.restored", Some(part)) => super::taken_back(language, part),
        (name, _) => action(language, name).to_owned(),
    }
}

/// Who did it. Where nobody was signed in, what happened says whether that was the clock or whoever held a link.
pub fn actor(language: Language, what: &Happened) -> Option<String> {
    let words = match (&what.actor, what.action.as_str()) {
        (Actor::Person(name), _) => name,
        (Actor::Gone, _) => super::gone(language),
        (Actor::Nobody, "invitation.reminded" | "member.end_noticed") => super::automatic(language),
        (
            Actor::Nobody,
            "invitation.declined" | "invitation.requested" | "invitation.stopped" | "invitation.allowed",
        ) => super::by_link(language),
        (Actor::Nobody, "organization.created") => super::operator(language),
        (Actor::Nobody, _) => return None,
    };
    Some(words.to_owned())
}

/// What stands below what happened where it is told in two lines: "Mina Ito", her address, "by Jo Doe". Who did something of
/// their own is said once.
pub fn rest(language: Language, what: &Happened) -> Vec<String> {
    let by = match &what.actor {
        Actor::Person(name) if what.about.as_ref() == Some(name) => None,
        Actor::Person(name) => Some(super::by(language, name)),
        Actor::Nobody if what.action == "organization.created" => Some(super::by(language, super::operator(language))),
        _ => actor(language, what),
    };
    [&what.about, &what.address, &by].into_iter().flatten().cloned().collect()
}

/// What an entry says of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field with its colon; the further lines of a field of several have none.
    pub name: Option<String>,
    /// What it was and became; nothing where further lines say it.
    pub value: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name.as_deref().unwrap_or_default(), self.value)
    }
}

/// What an entry says of its fields, in the order of the table, line by line: "Role: Member → Owner"; of what was made or
/// deleted, "Role: Member".
pub fn changes(language: Language, action: &str, changes: &[Change]) -> Vec<Line> {
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| FIELDS.iter().position(|(known, _)| *known == change.field));
    changes.into_iter().flat_map(|it| change(language, action, it)).collect()
}

fn change(language: Language, action: &str, change: &Change) -> Vec<Line> {
    let name = format!("{}{}", field(language, &change.field), forms::colon(language));
    let side = |told: &[Told]| {
        let words: Vec<String> = told.iter().map(|it| words(language, action, &change.field, it)).collect();
        if words.is_empty() { forms::none(language).to_owned() } else { words.join(forms::comma(language)) }
    };
    match (&change.before, &change.after) {
        (before, after) if change.field == "statements" => {
            let lines = statements(language, before.as_deref(), after.as_deref());
            let lines = lines.into_iter().map(|value| Line { name: None, value });
            let head = Line { name: Some(name.trim_end().to_owned()), value: String::new() };
            std::iter::once(head).chain(lines).collect()
        }
        (Some(before), Some(after)) => {
            vec![Line { name: Some(name), value: format!("{} → {}", side(before), side(after)) }]
        }
        (Some(only), None) | (None, Some(only)) => vec![Line { name: Some(name), value: side(only) }],
        (None, None) => Vec::new(),
    }
}

/// The lines of a policy, of one that was changed those that differ.
fn statements(language: Language, before: Option<&[Told]>, after: Option<&[Told]>) -> Vec<String> {
    let line = |told: &Told| words(language, "", "statements", told);
    match (before, after) {
        (Some(before), Some(after)) => {
            let gone = before.iter().filter(|it| !after.contains(it)).map(|it| super::removed(language, line(it)));
            gone.chain(after.iter().filter(|it| !before.contains(it)).map(|it| super::added(language, line(it))))
                .collect()
        }
        (only, other) => only.or(other).unwrap_or_default().iter().map(line).collect(),
    }
}

/// The name of a field that changed, or its stable name while it has none.
fn field(language: Language, name: &str) -> &str {
    FIELDS.iter().find(|(known, _)| *known == name).map_or(name, |(_, text)| text(language))
}

/// One of the things that a field holds.
fn words(language: Language, action: &str, field: &str, told: &Told) -> String {
    match told {
        Told::Unset => unset(language, action, field).to_owned(),
        Told::Text(text) => value(language, field, text),
        Told::At(end) if field == "access_ends_at" => dates::last_day(language, end),
        Told::At(at) => dates::minute(language, at),
        Told::Account(name, role) => forms::with(language, name, role.label(language)),
        Told::Statement(line) => access::statement(language, line),
    }
}

/// What it means that nothing was chosen.
fn unset(language: Language, action: &str, field: &str) -> &'static str {
    match (action, field) {
        ("default_access.changed", "features") => reach::defaults_off(language),
        (_, "features") => reach::not_set(language),
        (_, "brands") => reach::default_brands(language),
        (_, "access_end" | "link_valid_seconds") => settings::kind_default(language),
        _ => forms::none(language),
    }
}

/// A text in the words that pages have for it.
fn value(language: Language, field: &str, text: &str) -> String {
    let known = match field {
        "features" => {
            let operation = Operations::parse(text);
            return operation
                .map_or_else(|| text.to_owned(), |(action, resource)| access::operation(language, action, resource));
        }
        // Documents say several languages in one text.
        "language" => {
            let name = |tag| Language::parse(tag).map_or(tag, |of| forms::language_name(language, of));
            return text.split(' ').map(name).collect::<Vec<_>>().join(forms::comma(language));
        }
        "link_valid_seconds" => {
            return text.parse().map_or_else(|_| text.to_owned(), |seconds: u32| (seconds / 3600).to_string());
        }
        "kind" => Kind::parse(text).map(|kind| kind.preset().label.get(language)),
        "access_end" => AccessEndRule::parse(text).map(|rule| rule.label(language)),
        "identity_provider" => IdentityProvider::parse(text).map(|provider| reach::provider(language, provider)),
        "role" => Role::parse(text)
            .map(|role| role.label(language))
            .or_else(|| AccountRole::parse(text).map(|role| role.label(language))),
        "permission" => Permission::parse(text).map(|permission| permission.label(language)),
        "status" => Status::parse(text).map(|status| status.label(language)),
        "policies" => ManagedPolicy::parse(text).map(|policy| policy.label(language)),
        _ => None,
    };
    known.unwrap_or(text).to_owned()
}
