//! What people write down to give it later: sets of features, lists of brands, policies (M6, M7).

use super::{Catalog, Effect, Grants, Operations, Policy, decide};
use crate::{Field, FieldError, FieldErrors, OrganizationName, kind::Preset};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A Role And Permissions set as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleSetDraft {
    /// Its name.
    pub name: String,
    /// Names of operations.
    pub features: Vec<String>,
}

impl RoleSetDraft {
    /// Checks name and features. Nobody puts into a set what they may not do (I10).
    ///
    /// # Errors
    /// One error per field.
    pub fn check(&self, editor: &Grants<'_>) -> Result<(String, Operations), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take(Field::Name, label(&self.name));
        let features = errors.take(Field::Features, features(editor, &self.features));
        match (name, features) {
            (Some(name), Some(features)) => Ok((name, features)),
            _ => Err(errors),
        }
    }
}

/// The features of a set, or of the Default Access Control Settings.
///
/// # Errors
/// `Missing`, `NotAChoice` for what is no feature of the kind, `AboveOwn` for what the editor may not do.
pub fn features(editor: &Grants<'_>, typed: &[String]) -> Result<Operations, FieldError> {
    let known = editor.preset.features();
    let mut set = Operations::NONE;
    for name in typed {
        let (action, resource) = Operations::parse(name).ok_or(FieldError::NotAChoice)?;
        if !known.contains(action, resource) {
            return Err(FieldError::NotAChoice);
        }
        set = set.with(resource, &[action]);
    }
    if set.is_empty() {
        Err(FieldError::Missing)
    } else if amounts_to(editor).covers(&set) {
        Ok(set)
    } else {
        Err(FieldError::AboveOwn)
    }
}

/// Brand Access Settings as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BrandSettingDraft {
    /// Their name.
    pub name: String,
    /// Ids of brands.
    pub brands: Vec<String>,
}

impl BrandSettingDraft {
    /// Checks name and brands. Nobody adds a brand that they do not reach themselves (I10); `before` are
    /// those that are in the list already.
    ///
    /// # Errors
    /// One error per field.
    pub fn check(
        &self,
        editor: &Grants<'_>,
        catalog: &Catalog,
        before: &[Uuid],
    ) -> Result<(String, Vec<Uuid>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take(Field::Name, label(&self.name));
        let brands = errors.take(Field::Brands, self.brands(editor, catalog, before));
        match (name, brands) {
            (Some(name), Some(brands)) => Ok((name, brands)),
            _ => Err(errors),
        }
    }

    fn brands(&self, editor: &Grants<'_>, catalog: &Catalog, before: &[Uuid]) -> Result<Vec<Uuid>, FieldError> {
        let mut brands = Vec::new();
        for typed in &self.brands {
            let id: Uuid = typed.parse().map_err(|_| FieldError::NotAChoice)?;
            if !catalog.brands.iter().any(|brand| brand.id == id) {
                return Err(FieldError::NotAChoice);
            }
            brands.push(id);
        }
        brands.sort_unstable();
        brands.dedup();
        let own = editor.grant.reach.brands.as_ref();
        let within = |id: &Uuid| before.contains(id) || own.is_none_or(|own| own.contains(id));
        if brands.is_empty() {
            Err(FieldError::Missing)
        } else if brands.iter().all(within) {
            Ok(brands)
        } else {
            Err(FieldError::AboveOwn)
        }
    }
}

/// The name of something of an organization: what can be an organization's name can be this.
///
/// # Errors
/// `Missing`, `TooLong` or `BadCharacter`.
pub fn label(typed: &str) -> Result<String, FieldError> {
    OrganizationName::parse(typed).map(|name| name.to_string())
}

/// What a policy says in an organization of a kind, operation by operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyEffect {
    /// What it allows and does not deny.
    pub allowed: Operations,
    /// What it denies, whatever else allows.
    pub denied: Operations,
}

impl Policy {
    /// What it says in an organization of this kind.
    pub fn effect(&self, preset: &Preset) -> PolicyEffect {
        let mut effect = PolicyEffect::default();
        for (action, resource) in preset.operations.iter() {
            let says = |what| {
                self.statements.iter().any(|statement| statement.effect == what && statement.matches(action, resource))
            };
            if says(Effect::Deny) {
                effect.denied = effect.denied.with(resource, &[action]);
            } else if says(Effect::Allow) {
                effect.allowed = effect.allowed.with(resource, &[action]);
            }
        }
        effect
    }
}

/// Every operation of the kind that somebody may do in general, while their access lasts.
pub fn amounts_to(grants: &Grants<'_>) -> Operations {
    let all = grants.preset.operations.iter();
    all.filter(|(action, resource)| decide(grants, *action, &resource.any(), DateTime::<Utc>::MIN_UTC).is_allowed())
        .fold(Operations::NONE, |set, (action, resource)| set.with(resource, &[action]))
}

/// What people with these grants gain and lose when a policy changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What they may do from then on.
    pub gains: Operations,
    /// What they may do no longer.
    pub loses: Operations,
}

impl Difference {
    /// Between before and after.
    pub fn between(before: &Grants<'_>, after: &Grants<'_>) -> Self {
        let (before, after) = (amounts_to(before), amounts_to(after));
        Self { gains: after.without(before), loses: before.without(after) }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.loses.is_empty()
    }
}
