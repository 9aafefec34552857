//! A file of invitations, line by line (I12): which columns it has, and whom a line invites.

use super::Draft;
use crate::{
    Field, Language,
    kind::Preset,
    named::named,
    role::{ManagedPolicy, Permission, Role},
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
    /// None: each cell is an address.
    columns: Option<Vec<Field>>,
}

/// The columns there can be.
const COLUMNS: [Field; 10] = [
    Field::Address,
    Field::Role,
    Field::Permission,
    Field::Policies,
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
    /// Reads the first line. Whether it names columns is part of the answer; otherwise it is a row already.
    ///
    /// # Errors
    /// `NoAddress`, `UnknownColumn`, `DuplicateColumn`.
    pub fn begin(cells: &[String], line: u32) -> Result<(Self, bool), SheetTrouble> {
        let known: Vec<Option<Field>> = cells.iter().map(|cell| column(cell)).collect();
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
        if cells.iter().any(|cell| cell.contains('@') || cell.contains('＠')) {
            Ok((Self { columns: None }, false))
        } else {
            Err(SheetTrouble::at(SheetProblem::NoAddress, line))
        }
    }

    /// Whom a line invites: nobody where it is blank, several where there are only addresses. What a line leaves open is
    /// the kind's lowest role and permission.
    ///
    /// # Errors
    /// `ManyCells`.
    pub fn drafts(&self, preset: &Preset, cells: &[String], line: u32) -> Result<Vec<Draft>, SheetTrouble> {
        let filled = |cell: &&String| !cell.trim().is_empty();
        let Some(columns) = &self.columns else {
            let one = |cell: &String| Draft { address: cell.trim().to_owned(), ..lowest(preset) };
            return Ok(cells.iter().filter(filled).map(one).collect());
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

/// A heading, by the name of the form's field or by what it is called, in either language.
fn column(cell: &str) -> Option<Field> {
    let folded = |text: &str| fold_width(text).trim().to_lowercase();
    let name = folded(cell);
    let called = |field: Field| {
        name == field.name()
            || Language::ALL.iter().any(|language| folded(texts::errors::label(*language, field)) == name)
    };
    if ADDRESS_NAMES.contains(&name.as_str()) {
        return Some(Field::Address);
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
            draft.policies =
                cell.split([';', '|']).map(str::trim).filter(|name| !name.is_empty()).map(policy).collect();
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
