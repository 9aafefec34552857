//! What somebody was given, in words.

use shared::{
    Field, Language,
    access::{Given, Grant},
    kind::Preset,
    texts,
};

/// Brand access, Role And Permissions, accounts and teams: a name and a value for each that the kind has.
pub fn given_in_words(
    language: Language,
    preset: &Preset,
    grant: &Grant,
    given: &Given,
) -> Vec<(&'static str, String)> {
    use shared::access::PartSort;
    let mut words = Vec::new();
    let label = |field| texts::errors::label(language, field);
    let none = || texts::forms::none(language).to_owned();
    if PartSort::Brand.is_of(preset) {
        let name = given.brand_setting.as_ref().map(|setting| setting.name.clone());
        words.push((
            label(Field::BrandAccess),
            name.unwrap_or_else(|| texts::reach::default_brands(language).to_owned()),
        ));
    }
    if preset.narrowed_permission.is_some() {
        let name = given.role_set.as_ref().map(|set| set.name.clone());
        words.push((label(Field::RoleSet), name.unwrap_or_else(|| texts::reach::not_set(language).to_owned())));
    }
    if PartSort::ExchangeAccount.is_of(preset) {
        let named = given.accounts().map(|part| match part.role {
            Some(role) => texts::forms::with(language, &part.name, role.label(language)),
            None => part.name.clone(),
        });
        let all = preset.locks(grant.role, grant.permission).accounts;
        let without = || if all { texts::reach::all_accounts(language).to_owned() } else { none() };
        words.push((label(Field::Accounts), joined(language, named).unwrap_or_else(without)));
    }
    if PartSort::Team.is_of(preset) {
        words.push((
            label(Field::Teams),
            joined(language, given.teams().map(|team| team.name.clone())).unwrap_or_else(none),
        ));
    }
    words
}

fn joined(language: Language, names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(texts::forms::comma(language)))
}
