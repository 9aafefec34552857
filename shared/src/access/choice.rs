//! What somebody is to hold, as typed: in an invitation, in its edit, and in a member's edit alike.

use super::{AccountAccess, Given, Grant, Grants, Named, Operations, PartSort, Policy, Reach, may_grant_among};
use crate::{
    Field, FieldError, FieldErrors,
    kind::{Preset, Scope},
    role::{AccountRole, ManagedPolicy, Permission, Role},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A Role And Permissions set (M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSet {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The features in it.
    pub features: Operations,
}

/// Brand Access Settings (M6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandSetting {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The brands in it that are in use.
    pub brands: Vec<Uuid>,
}

/// Everything an organization has to give, by name. Empty where the kind has nothing of the sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Catalog {
    /// Brand Access Settings.
    pub brand_settings: Vec<BrandSetting>,
    /// Role And Permissions sets.
    pub role_sets: Vec<RoleSet>,
    /// Brands.
    pub brands: Vec<Named>,
    /// Exchange accounts.
    pub accounts: Vec<Named>,
    /// Teams.
    pub teams: Vec<Named>,
    /// Custom permission policies.
    pub policies: Vec<Policy>,
}

/// What was chosen; the names are the controls' names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Role.
    pub role: String,
    /// Permission beside the role.
    pub permission: String,
    /// Names of permission policies.
    pub policies: Vec<String>,
    /// Brand Access Settings, by id or by name as everything below; empty: "Default".
    pub brand_access: String,
    /// Role And Permissions set; empty: "Not Set".
    pub role_set: String,
    /// Exchange accounts as `account:role`; empty ones stand for accounts without access.
    pub accounts: Vec<String>,
    /// Teams.
    pub teams: Vec<String>,
}

/// What is stored of a choice beside role, permission and policies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assignment {
    /// Brand Access Settings; `None`: "Default".
    pub brand_setting: Option<Uuid>,
    /// Role And Permissions set; `None`: "Not Set".
    pub role_set: Option<Uuid>,
    /// Exchange accounts with the role in each.
    pub accounts: Vec<AccountAccess>,
    /// Teams.
    pub teams: Vec<Uuid>,
}

impl Choice {
    /// What somebody holds, as it would be chosen.
    pub fn of(grant: &Grant, given: &Given) -> Self {
        let id = |list: &Option<Named>| list.as_ref().map(|list| list.id.to_string()).unwrap_or_default();
        Self {
            role: grant.role.map(|role| role.name().to_owned()).unwrap_or_default(),
            permission: grant.permission.map(|permission| permission.name().to_owned()).unwrap_or_default(),
            policies: grant.policies.clone(),
            brand_access: id(&given.brand_setting),
            role_set: id(&given.role_set),
            accounts: given.accounts().filter_map(|part| part.role.map(|role| format!("{}:{role}", part.id))).collect(),
            teams: given.teams().map(|team| team.id.to_string()).collect(),
        }
    }

    /// Checks the choice by the kind's rules and against what the giver holds (I10). What a role leaves no
    /// choice about is settled here, whatever the form says (I3).
    ///
    /// # Errors
    /// One error per field that cannot be taken as it is.
    pub fn check(&self, giver: &Grants<'_>, catalog: &Catalog) -> Result<(Grant, Assignment), FieldErrors> {
        // A browser knows only the reader's own policies by itself; the catalogue has all that can be given.
        let giver = &match catalog.policies.as_slice() {
            [] => *giver,
            all => giver.with_policies(all),
        };
        let preset = giver.preset;
        let mut errors = FieldErrors::default();
        let role = errors.take(Field::Role, choice(&self.role, preset.roles, Role::parse)).flatten();
        let permission = errors.take(Field::Permission, self.permission(preset, role)).flatten();
        let policies = errors.take(Field::Policies, self.policies(giver)).unwrap_or_default();
        let locks = preset.locks(role, permission);
        let brand = errors.take(Field::BrandAccess, self.brand_setting(preset, locks, catalog)).flatten();
        let set = errors.take(Field::RoleSet, self.role_set(preset, locks, catalog)).flatten();
        let accounts = errors.take(Field::Accounts, self.accounts(preset, locks, catalog)).unwrap_or_default();
        let teams = errors.take(Field::Teams, self.teams(preset, catalog)).unwrap_or_default();
        let reach = Reach {
            brands: brand.map(|setting| setting.brands.clone()),
            features: set.map(|set| set.features),
            accounts: accounts.clone(),
            teams: teams.clone(),
        };
        let grant = Grant { role, permission, policies, access_ends_at: None, reach };
        // When access ends has a rule of its own.
        let own = Grant { access_ends_at: None, ..giver.grant.clone() };
        let giver = Grants { grant: &own, ..*giver };
        if let Err(above) = may_grant_among(&giver, &giver.holding(&grant)) {
            above.0.into_iter().for_each(|(field, error)| errors.push(field, error));
        }
        let assignment = Assignment {
            brand_setting: brand.map(|setting| setting.id),
            role_set: set.map(|set| set.id),
            accounts,
            teams,
        };
        if errors.is_empty() { Ok((grant, assignment)) } else { Err(errors) }
    }

    /// Owners have Admin, whatever the form says (K3).
    fn permission(&self, preset: &Preset, role: Option<Role>) -> Result<Option<Permission>, FieldError> {
        match role.and_then(|role| preset.forced_permission(role)) {
            Some(forced) => Ok(Some(forced)),
            None => choice(&self.permission, preset.permissions, Permission::parse),
        }
    }

    fn policies(&self, giver: &Grants<'_>) -> Result<Vec<String>, FieldError> {
        let preset = giver.preset;
        let mut names: Vec<String> = self.policies.iter().filter(|name| !name.is_empty()).cloned().collect();
        names.sort_unstable();
        names.dedup();
        if preset.managed_policies.is_empty() {
            return if names.is_empty() { Ok(names) } else { Err(FieldError::NotAChoice) };
        }
        let known = |name: &String| {
            ManagedPolicy::parse(name).is_some_and(|policy| preset.managed_policies.contains(&policy))
                || giver.custom.iter().any(|policy| policy.name == *name)
        };
        if names.is_empty() {
            Err(FieldError::Missing)
        } else if names.iter().all(known) {
            Ok(names)
        } else {
            Err(FieldError::NotAChoice)
        }
    }

    fn brand_setting<'c>(
        &self,
        preset: &Preset,
        locks: Locks,
        catalog: &'c Catalog,
    ) -> Result<Option<&'c BrandSetting>, FieldError> {
        let chosen = one(&self.brand_access, PartSort::Brand.is_of(preset), &catalog.brand_settings)?;
        Ok(chosen.filter(|_| !locks.brand_access))
    }

    fn role_set<'c>(
        &self,
        preset: &Preset,
        locks: Locks,
        catalog: &'c Catalog,
    ) -> Result<Option<&'c RoleSet>, FieldError> {
        let chosen = one(&self.role_set, preset.narrowed_permission.is_some(), &catalog.role_sets)?;
        Ok(chosen.filter(|_| !locks.role_set))
    }

    fn accounts(&self, preset: &Preset, locks: Locks, catalog: &Catalog) -> Result<Vec<AccountAccess>, FieldError> {
        let mut accounts = Vec::new();
        for typed in self.accounts.iter().filter(|typed| !typed.is_empty()) {
            let (account, role) = typed.rsplit_once(':').ok_or(FieldError::NotAChoice)?;
            let account = listed(account, &catalog.accounts).ok_or(FieldError::NotAChoice)?.id;
            let role = AccountRole::parse(role).filter(|role| preset.account_roles.iter().any(|(it, _)| it == role));
            let role = role.ok_or(FieldError::NotAChoice)?;
            if accounts.iter().any(|access: &AccountAccess| access.account == account) {
                return Err(FieldError::NotAChoice);
            }
            accounts.push(AccountAccess { account, role });
        }
        Ok(if locks.accounts { Vec::new() } else { accounts })
    }

    fn teams(&self, preset: &Preset, catalog: &Catalog) -> Result<Vec<Uuid>, FieldError> {
        let mut teams = Vec::new();
        for typed in self.teams.iter().filter(|typed| !typed.is_empty()) {
            let team = listed(typed, &catalog.teams).filter(|_| PartSort::Team.is_of(preset));
            teams.push(team.ok_or(FieldError::NotAChoice)?.id);
        }
        teams.sort_unstable();
        teams.dedup();
        Ok(teams)
    }
}

/// What a role leaves no choice about (I3, K4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locks {
    /// The brand access is "Default".
    pub brand_access: bool,
    /// There is no Role And Permissions set.
    pub role_set: bool,
    /// Accounts are not given one by one: the role reaches all of them.
    pub accounts: bool,
}

impl Preset {
    /// What a role with its permission leaves no choice about.
    pub fn locks(&self, role: Option<Role>, permission: Option<Permission>) -> Locks {
        let scope = role.and_then(|role| self.rule(role, permission)).map(|rule| rule.scope);
        Locks {
            brand_access: scope != Some(Scope::Brands),
            role_set: self.narrowed_permission.is_none() || permission != self.narrowed_permission,
            accounts: scope != Some(Scope::Given),
        }
    }

    /// What a Role And Permissions set can hold: what its bearers may do at most, less what is everybody's.
    pub fn features(&self) -> Operations {
        let narrowed = |permission: Option<Permission>| permission.is_some() && permission == self.narrowed_permission;
        let all = self
            .rules
            .iter()
            .filter(|rule| narrowed(rule.permission))
            .fold(Operations::NONE, |all, rule| all.and(rule.may));
        all.without(self.always)
    }
}

/// One of the offered choices; required where there are any, absent where there are none.
fn choice<T: Copy + PartialEq>(
    typed: &str,
    offered: &[T],
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, FieldError> {
    match (typed, offered) {
        ("", []) => Ok(None),
        ("", _) => Err(FieldError::Missing),
        _ => parse(typed).filter(|choice| offered.contains(choice)).map(Some).ok_or(FieldError::NotAChoice),
    }
}

/// Something that is chosen from a list.
trait Listed {
    fn id(&self) -> Uuid;
    fn name(&self) -> &str;
}

macro_rules! listed {
    ($($thing:ty),+) => {$(
        impl Listed for $thing {
            fn id(&self) -> Uuid {
                self.id
            }

            fn name(&self) -> &str {
                &self.name
            }
        }
    )+};
}

listed!(BrandSetting, RoleSet, Named);

/// One of a list or none of it.
fn one<'c, T: Listed>(typed: &str, exists: bool, list: &'c [T]) -> Result<Option<&'c T>, FieldError> {
    if typed.is_empty() {
        return Ok(None);
    }
    listed(typed, list).filter(|_| exists).map(Some).ok_or(FieldError::NotAChoice)
}

/// By its id, as forms send it, or by its name, as people write it into a file. Names are unique, whatever their case.
fn listed<'c, T: Listed>(typed: &str, list: &'c [T]) -> Option<&'c T> {
    let id: Option<Uuid> = typed.parse().ok();
    list.iter().find(|each| Some(each.id()) == id).or_else(|| {
        let name = typed.trim().to_lowercase();
        list.iter().find(|each| each.name().to_lowercase() == name)
    })
}
