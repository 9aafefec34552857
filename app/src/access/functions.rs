//! What the pages of access ask of the server.

#![expect(missing_docs, reason = "the macro makes public fields of arguments that the function's own text explains")]

use crate::{
    AppError,
    form::{Done, Strict},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use shared::Refusal;
use shared::{
    access::{Named, PartSort, PolicyDraft, StatementDraft},
    views::{Able, AccessControl, Listed, OrganizationView, PartRow, PolicyCheck, Why as Chain},
};

/// What a page of brands, accounts or teams shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartsPage {
    /// The organization.
    pub organization: OrganizationView,
    /// What they are.
    pub sort: PartSort,
    /// Those the reader may see, a page of them.
    pub parts: Listed<PartRow>,
    /// What was searched for.
    pub q: String,
}

/// What the pages of Access Control and policies show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlPage {
    /// The organization.
    pub organization: OrganizationView,
    /// Everything that is written down.
    pub control: AccessControl,
}

/// A question about what can be done, and its answer (M10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhyPage {
    /// The organization.
    pub organization: OrganizationView,
    /// The membership asked about; empty: who can do it at all?
    pub member: String,
    /// The name of that person.
    pub name: Option<String>,
    /// The operation asked about, by name; empty: none yet.
    pub operation: String,
    /// The brand, account or team it would be done to.
    pub of: String,
    /// What can be chosen for that.
    pub things: Vec<Named>,
    /// The chain for one person.
    pub why: Option<Chain>,
    /// Those who can.
    pub able: Option<Listed<Able>>,
}

#[cfg(feature = "ssr")]
fn sort_of(name: &str) -> Result<PartSort, AppError> {
    PartSort::parse(name).ok_or(AppError(Refusal::NotFound))
}

/// An id in an address or a form; anything else does not exist.
#[cfg(feature = "ssr")]
fn id_of<T: std::str::FromStr>(id: &str) -> Result<T, AppError> {
    id.parse().map_err(|_| AppError(Refusal::NotFound))
}

/// The id of what is changed; none for something new.
#[cfg(feature = "ssr")]
fn id_or_new<T: std::str::FromStr>(id: &str) -> Result<Option<T>, AppError> {
    if id.is_empty() { Ok(None) } else { id_of(id).map(Some) }
}

/// Where the parts of a sort have their page.
#[cfg(feature = "ssr")]
const fn segment(sort: PartSort) -> &'static str {
    match sort {
        PartSort::Brand => "brands",
        PartSort::ExchangeAccount => "accounts",
        PartSort::Team => "teams",
    }
}

/// The brands, accounts or teams of an organization (M8).
#[server(prefix = "/fn", endpoint = "access/parts", input = Strict)]
pub async fn read_parts(
    slug: String,
    sort: String,
    #[server(default)] after: String,
    #[server(default)] q: String,
) -> Result<PartsPage, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let sort = sort_of(&sort)?;
    let after = (!after.is_empty()).then_some(after.as_str());
    let parts = store::access::parts(&store, &scope, sort, after, &q).await?;
    Ok(PartsPage { organization: scope.view(), sort, parts, q })
}

/// Adds one.
#[server(prefix = "/fn", endpoint = "access/create_part", input = Strict)]
pub async fn create_part(slug: String, sort: String, #[server(default)] name: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let sort = sort_of(&sort)?;
    store::access::create_part(&store, &crate::request::client()?, &scope, sort, &name).await?;
    Ok(Done::Go(format!("/o/{slug}/{}?news=created", segment(sort))))
}

/// Renames one, archives it, or takes it back into use.
#[server(prefix = "/fn", endpoint = "access/change_part", input = Strict)]
pub async fn change_part(
    slug: String,
    sort: String,
    id: String,
    step: String,
    #[server(default)] name: String,
) -> Result<Done, AppError> {
    use store::access::Change;
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let sort = sort_of(&sort)?;
    let (change, news) = match step.as_str() {
        "rename" => (Change::Rename(name), "saved"),
        "archive" => (Change::Archive, "archived"),
        "restore" => (Change::Restore, "saved"),
        _ => return Err(AppError(Refusal::Malformed)),
    };
    store::access::change_part(&store, &crate::request::client()?, &scope, sort, id_of(&id)?, &change).await?;
    Ok(Done::Go(format!("/o/{slug}/{}?news={news}", segment(sort))))
}

/// Access Control and policies (M6, M7).
#[server(prefix = "/fn", endpoint = "access/control", input = Strict)]
pub async fn read_control(slug: String) -> Result<ControlPage, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let control = store::access::control(&store, &scope).await?;
    Ok(ControlPage { organization: scope.view(), control })
}

/// Adds or changes a Role And Permissions set.
#[server(prefix = "/fn", endpoint = "access/save_role_set", input = Strict)]
pub async fn save_role_set(
    slug: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] features: Vec<String>,
) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let draft = shared::access::RoleSetDraft { name, features };
    store::access::save_role_set(&store, &crate::request::client()?, &scope, id_or_new(&id)?, &draft).await?;
    Ok(Done::Go(format!("/o/{slug}/access?news=saved")))
}

/// Adds or changes Brand Access Settings.
#[server(prefix = "/fn", endpoint = "access/save_brand_setting", input = Strict)]
pub async fn save_brand_setting(
    slug: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] brands: Vec<String>,
) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let draft = shared::access::BrandSettingDraft { name, brands };
    store::access::save_brand_setting(&store, &crate::request::client()?, &scope, id_or_new(&id)?, &draft).await?;
    Ok(Done::Go(format!("/o/{slug}/access?news=saved")))
}

/// Sets the Default Access Control Settings, or that there are none.
#[server(prefix = "/fn", endpoint = "access/save_defaults", input = Strict)]
pub async fn save_defaults(
    slug: String,
    restrict: String,
    #[server(default)] features: Vec<String>,
) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let typed = (restrict == "yes").then_some(features.as_slice());
    store::access::save_defaults(&store, &crate::request::client()?, &scope, typed).await?;
    Ok(Done::Go(format!("/o/{slug}/access?news=saved")))
}

/// Takes a list or a policy away that nobody uses.
#[server(prefix = "/fn", endpoint = "access/delete_list", input = Strict)]
pub async fn delete_list(slug: String, list: String, id: String) -> Result<Done, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let (client, id) = (crate::request::client()?, id_of(&id)?);
    match list.as_str() {
        "role-sets" => store::access::delete_role_set(&store, &client, &scope, id).await?,
        "brand-settings" => store::access::delete_brand_setting(&store, &client, &scope, id).await?,
        "policies" => store::access::delete_policy(&store, &client, &scope, id).await?,
        _ => return Err(AppError(Refusal::NotFound)),
    }
    Ok(Done::Go(format!("/o/{slug}/access?news=deleted")))
}

/// Adds or changes a policy, or only says what it would mean.
#[server(prefix = "/fn", endpoint = "access/save_policy", input = Strict)]
pub async fn save_policy(
    slug: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] effect: Vec<String>,
    #[server(default)] action: Vec<String>,
    #[server(default)] resource: Vec<String>,
    #[server(default)] step: String,
) -> Result<Done<PolicyCheck>, AppError> {
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let id = id_or_new(&id)?;
    let draft = policy_draft(&name, &effect, &action, &resource);
    if step == "check" {
        return Ok(Done::Show(store::access::check_policy(&store, &scope, id, &draft).await?));
    }
    store::access::save_policy(&store, &crate::request::client()?, &scope, id, &draft).await?;
    Ok(Done::Go(format!("/o/{slug}/access?news=saved")))
}

/// The statements of a form, line by line; lines without an effect are left out.
pub(super) fn policy_draft(name: &str, effect: &[String], action: &[String], resource: &[String]) -> PolicyDraft {
    let line = |at: usize, of: &[String]| of.get(at).cloned().unwrap_or_default();
    let statements = effect.iter().enumerate().filter(|(_, effect)| !effect.is_empty()).map(|(at, effect)| {
        StatementDraft { effect: effect.clone(), action: line(at, action), resource: line(at, resource) }
    });
    PolicyDraft { name: name.to_owned(), statements: statements.collect() }
}

/// Why somebody may do something; without a member, who can do it (M10).
#[server(prefix = "/fn", endpoint = "access/why", input = Strict)]
pub async fn read_why(
    slug: String,
    #[server(default)] member: String,
    #[server(default)] operation: String,
    #[server(default)] of: String,
    #[server(default)] after: String,
) -> Result<WhyPage, AppError> {
    use shared::{
        Action, Resource,
        access::{ME, Question},
    };
    let (store, scope) = crate::organizations::enter(&slug).await?;
    let member = if member == ME { scope.membership.to_string() } else { member };
    let question = Question::parse(&operation, &of);
    // Whoever may not see members may ask about themselves alone.
    if question.is_none() && member != scope.membership.to_string() {
        scope.require(Action::List, &Resource::ANY_MEMBER)?;
    }
    let about = if member.is_empty() { None } else { Some(id_of(&member)?) };
    let things = store::access::things(&store, &scope, question.as_ref(), about).await?;
    let (mut why, mut able, mut name) = (None, None, None);
    match (about, question) {
        (None, Some(question)) => {
            let after = (!after.is_empty()).then_some(after);
            able = Some(store::access::who_can(&store, &scope, question.action, &things.target, after).await?);
        }
        (Some(about), Some(question)) => {
            let told = store::access::why(&store, &scope, about, question.action, &things.target).await?;
            name = Some(told.name.clone());
            why = Some(told);
        }
        // A person who is not there is not there, whatever is asked.
        (Some(about), None) => {
            name = Some(store::access::why(&store, &scope, about, Action::Read, &Resource::Organization).await?.name);
        }
        (None, None) => {}
    }
    Ok(WhyPage { organization: scope.view(), member, name, operation, of, things: things.named, why, able })
}
