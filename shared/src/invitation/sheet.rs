//! A file of invitations, line by line (I12): which columns it has, and whom a line invites.

use super::Draft;
use crate::{
    Field, Language,
    access::PartSort,
    kind::{Ask, IdentityProvider, Preset},
    named::named,
    role::{AccountRole, ManagedPolicy, Permission, Role},
    text::fold_width,
    texts,
};
use serde::{Deserialize, Serialize};

/// The most rows of one file.
pub const MAX_ROWS: u32 = 100_000;
/// The most bytes of one line: many times what the longest honest one has.
pub const MAX_LINE: usize = 16 * 1024;

named! {
    /// What is wrong with a file as a whole.
    pub enum SheetProblem {
        /// There is nothing in it.
        Empty = "empty",
        /// Neither a column of addresses nor an address in the first line.
        NoAddress = "no_address",
        /// A column that is not one of ours.
        UnknownColumn = "unknown_column",
        /// A column that is there twice.
        DuplicateColumn = "duplicate_column",
        /// A quotation mark that is not closed on its line.
        Quote = "quote",
        /// A line that is too long.
        LongLine = "long_line",
        /// More cells than there are columns.
        ManyCells = "many_cells",
        /// More rows than a file may have.
        ManyRows = "many_rows",
        /// Neither UTF-8 nor UTF-16 nor Shift_JIS.
        Encoding = "encoding",
        /// More bytes than a file may have.
        TooLarge = "too_large",
    }
}

/// Where and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTrouble {
    /// What is wrong.
    pub problem: SheetProblem,
    /// The line, from 1.
    pub line: u32,
    /// The column's name, where it is about one.
    pub name: String,
}

impl SheetTrouble {
    /// Something wrong in a line.
    pub const fn at(problem: SheetProblem, line: u32) -> Self {
        Self { problem, line, name: String::new() }
    }
}

/// What separates cells, by what the first line has most of.
pub fn delimiter(first_line: &str) -> u8 {
    let count = |mark: char| first_line.matches(mark).count();
    let marks = [(count(','), b','), (count('\t'), b'\t'), (count(';'), b';')];
    // Of equals the first.
    marks.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, mark)| mark)
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// None: no line says which; cells are known by what they hold.
    columns: Option<Vec<Field>>,
}

/// The columns there can be.
const COLUMNS: [Field; 15] = [
    Field::Address,
    Field::Role,
    Field::Permission,
    Field::Policies,
    Field::BrandAccess,
    Field::RoleSet,
    Field::Accounts,
    Field::Teams,
    Field::IdentityProvider,
    Field::FamilyName,
    Field::GivenName,
    Field::Phone,
    Field::Language,
    Field::AccessEndsOn,
    Field::ExpiresOn,
];
/// What else a column of addresses is called.
const ADDRESS_NAMES: [&str; 4] = ["email", "e-mail", "mail", "e-mail address"];

impl Sheet {
    /// The columns that a file of this kind of organization may have: what its invite form asks.
    pub fn columns(preset: &Preset) -> impl Iterator<Item = Field> {
        COLUMNS.into_iter().filter(|field| match field {
            Field::Role => !preset.roles.is_empty(),
            Field::Permission => !preset.permissions.is_empty(),
            Field::Policies => !preset.managed_policies.is_empty(),
            Field::BrandAccess => PartSort::Brand.is_of(preset),
            Field::RoleSet => preset.narrowed_permission.is_some(),
            Field::Accounts => PartSort::ExchangeAccount.is_of(preset),
            Field::Teams => PartSort::Team.is_of(preset),
            Field::IdentityProvider => preset.identity_providers.len() > 1,
            Field::FamilyName | Field::GivenName => preset.invitation.name != Ask::No,
            Field::Phone => preset.invitation.phone != Ask::No,
            Field::ExpiresOn => preset.expiry_choice,
            _ => true,
        })
    }

    /// Reads the first line. Whether it names columns is part of the answer; otherwise it is a row already.
    ///
    /// # Errors
    /// `NoAddress`, `UnknownColumn`, `DuplicateColumn`.
    pub fn begin(preset: &Preset, cells: &[String], line: u32) -> Result<(Self, bool), SheetTrouble> {
        let known: Vec<Option<Field>> = cells.iter().map(|cell| column(preset, cell)).collect();
        if known.contains(&Some(Field::Address)) {
            let mut columns = Vec::new();
            for (cell, field) in cells.iter().zip(known) {
                let trouble = |problem| SheetTrouble { problem, line, name: cell.trim().chars().take(80).collect() };
                let field = field.ok_or_else(|| trouble(SheetProblem::UnknownColumn))?;
                if columns.contains(&field) {
                    return Err(trouble(SheetProblem::DuplicateColumn));
                }
                columns.push(field);
            }
            return Ok((Self { columns: Some(columns) }, true));
        }
        if cells.iter().any(|cell| is_like_an_address(cell)) {
            Ok((Self { columns: None }, false))
        } else {
            Err(SheetTrouble::at(SheetProblem::NoAddress, line))
        }
    }

    /// Whom a line invites: nobody where it is blank, several where there are only addresses. Without named columns, what
    /// names a role, a permission or a policy beside one address is that person's. What a line leaves open is the kind's
    /// lowest role and permission.
    ///
    /// # Errors
    /// `ManyCells`.
    pub fn drafts(&self, preset: &Preset, cells: &[String], line: u32) -> Result<Vec<Draft>, SheetTrouble> {
        let filled = |cell: &&String| !cell.trim().is_empty();
        let Some(columns) = &self.columns else {
            return Ok(unnamed(preset, cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())));
        };
        if cells.iter().skip(columns.len()).any(|cell| filled(&cell)) {
            return Err(SheetTrouble::at(SheetProblem::ManyCells, line));
        }
        if !cells.iter().any(|cell| filled(&cell)) {
            return Ok(Vec::new());
        }
        let mut draft = lowest(preset);
        for (field, cell) in columns.iter().zip(cells).filter(|(_, cell)| filled(cell)) {
            fill(&mut draft, *field, cell.trim());
        }
        Ok(vec![draft])
    }
}

fn lowest(preset: &Preset) -> Draft {
    Draft {
        role: preset.roles.first().map(|role| role.name().to_owned()).unwrap_or_default(),
        permission: preset.permissions.first().map(|permission| permission.name().to_owned()).unwrap_or_default(),
        ..Draft::default()
    }
}

/// A line without named columns.
fn unnamed<'c>(preset: &Preset, cells: impl Iterator<Item = &'c str>) -> Vec<Draft> {
    let (addresses, others): (Vec<&str>, Vec<&str>) = cells.partition(|cell| is_like_an_address(cell));
    let one = |address: &&str| Draft { address: (*address).to_owned(), ..lowest(preset) };
    let mut drafts: Vec<Draft> = addresses.iter().map(one).collect();
    for cell in others {
        match (drafts.as_mut_slice(), named(preset, cell)) {
            ([draft], Some(field)) => fill(draft, field, cell),
            // It becomes a row of its own, which is refused with its reason.
            _ => drafts.push(one(&cell)),
        }
    }
    drafts
}

fn is_like_an_address(cell: &str) -> bool {
    cell.contains(['@', '＠'])
}

/// What a cell names in this kind: a role, a permission or a policy.
fn named(preset: &Preset, cell: &str) -> Option<Field> {
    let mut said = Draft::default();
    [Field::Role, Field::Permission, Field::Policies].into_iter().for_each(|field| fill(&mut said, field, cell));
    if preset.roles.iter().any(|role| role.name() == said.role) {
        Some(Field::Role)
    } else if preset.permissions.iter().any(|permission| permission.name() == said.permission) {
        Some(Field::Permission)
    } else {
        let known = |name: &String| preset.managed_policies.iter().any(|policy| policy.name() == name);
        said.policies.iter().any(known).then_some(Field::Policies)
    }
}

/// A heading, by the name of the form's field or by what it is called, in either language and in the kind's words.
fn column(preset: &Preset, cell: &str) -> Option<Field> {
    let folded = |text: &str| fold_width(text).trim().to_lowercase();
    let name = folded(cell);
    let in_form = |field, language| match field {
        // What the form that invites calls by another name than the others do.
        Field::Language => texts::invitations::mail_language(language),
        Field::Phone => texts::invitations::contact(language),
        field => texts::errors::label(language, field),
    };
    let called = |field: Field| {
        let labels = |language: &Language| [texts::errors::label(*language, field), in_form(field, *language)];
        name == field.name() || Language::ALL.iter().flat_map(labels).any(|label| folded(label) == name)
    };
    if ADDRESS_NAMES.contains(&name.as_str()) {
        return Some(Field::Address);
    }
    let words = [(Field::Role, preset.words.role), (Field::Permission, preset.words.permission)];
    let words = words.into_iter().filter(|_| !preset.roles.is_empty());
    let in_words = |(_, word): &(Field, texts::Text)| Language::ALL.iter().any(|it| folded(word.get(*it)) == name);
    if let Some((field, _)) = words.into_iter().find(in_words) {
        return Some(field);
    }
    COLUMNS.into_iter().find(|field| called(*field))
}

fn fill(draft: &mut Draft, field: Field, cell: &str) {
    let text = cell.to_owned();
    match field {
        Field::Address => draft.address = text,
        Field::Role => draft.role = one_of(cell, Role::ALL, |it| it.name(), |it, language| it.label(language)),
        Field::Permission => {
            draft.permission = one_of(cell, Permission::ALL, |it| it.name(), |it, language| it.label(language));
        }
        Field::Policies => {
            let policy =
                |name: &str| one_of(name, ManagedPolicy::ALL, |it| it.name(), |it, language| it.label(language));
            draft.policies = several(cell).map(policy).collect();
        }
        Field::BrandAccess => draft.brand_access = unless(cell, "default", texts::reach::default_brands),
        Field::RoleSet => draft.role_set = unless(cell, "not_set", texts::reach::not_set),
        Field::Accounts => draft.accounts = several(cell).map(account).collect(),
        Field::Teams => draft.teams = several(cell).map(str::to_owned).collect(),
        Field::IdentityProvider => {
            let label = |it: IdentityProvider, language| texts::reach::provider(language, it);
            draft.identity_provider = one_of(cell, IdentityProvider::ALL, |it| it.name(), label);
        }
        Field::FamilyName => draft.family_name = text,
        Field::GivenName => draft.given_name = text,
        Field::Phone => draft.phone = text,
        Field::Language => draft.language = Language::parse(cell).map_or(text, |language| language.tag().to_owned()),
        Field::AccessEndsOn => draft.access_ends_on = text,
        Field::ExpiresOn => draft.expires_on = text,
        _ => {}
    }
}

/// Several things in one cell.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|']).map(str::trim).filter(|name| !name.is_empty())
}

/// An account with its role: `Osaka: Editor`.
fn account(text: &str) -> String {
    let Some((account, role)) = text.rsplit_once([':', '：']) else { return text.to_owned() };
    let role = one_of(role.trim(), AccountRole::ALL, |it| it.name(), |it, language| it.label(language));
    format!("{}:{role}", account.trim())
}

/// What a cell says, and nothing where it names what is there without a choice ("Default", "Not Set").
fn unless(cell: &str, name: &str, label: fn(Language) -> &'static str) -> String {
    let said = cell.to_lowercase();
    // The label may go on in brackets.
    let is_label = |language: &Language| {
        let label = label(*language).to_lowercase();
        label == said || label.split(['(', '（']).next().map(str::trim) == Some(said.as_str())
    };
    if said == name || Language::ALL.iter().any(is_label) { String::new() } else { cell.to_owned() }
}

/// A choice by its stable name or by what it is called; anything else stays as it is, for the check to refuse.
fn one_of<T: Copy>(
    cell: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    label: fn(T, Language) -> &'static str,
) -> String {
    let same = |text: &str| text.to_lowercase() == cell.to_lowercase();
    let called = |it: T| same(name(it)) || Language::ALL.iter().any(|language| same(label(it, *language)));
    all.iter().copied().find(|it| called(*it)).map_or_else(|| cell.to_owned(), |it| name(it).to_owned())
}
