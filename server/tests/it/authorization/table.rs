//! What each server function, page and file needs. What is not listed fails: there is no list of exceptions.

use crate::support::OWNER;
use shared::access::{
    Action::{self, Create, Delete, Export, HandOver, List, Read, Resend, Restore, Revoke, Search, Suspend, Update},
    ResourceKind::{
        self, AccessControl, Activity, Brand, Customer, ExchangeAccount, Invitation, Member, Policy, PrimaryOwner,
        Seats, Settings, Team, UserAccount,
    },
};

/// An operation.
pub(super) type Need = (Action, ResourceKind);

/// Who may, and what then answers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// It is for people who are nobody yet; a request that has nothing behind it is answered with this, and
    /// leaves no trace.
    Everybody(u16),
    /// Whoever is signed in; nobody else, with 401.
    SignedIn,
    /// Whoever is in the organization. With 0 it is not tried: it would take effect.
    Inside(u16),
    /// Whoever is in the organization and may do one of these; 403 for the others.
    May(&'static [Need], u16),
    /// The same, and 404 where the kind has none of them.
    OfKind(&'static [Need], u16),
    /// Whoever may do this and is of Owner-rank.
    OwnerRank(Need, u16),
}

use Rule::{Everybody, Inside, May, OfKind, OwnerRank, SignedIn};

pub(super) struct Case(pub(super) &'static str, pub(super) Fields, pub(super) Rule);

type Fields = &'static [(&'static str, &'static str)];

/// An id that nothing has.
pub(super) const NOBODY: &str = "01900000-0000-7000-8000-000000000000";
/// Stands for the organization that is tried.
pub(super) const HERE: &str = "{here}";
/// Stand for the first brand, account and team of that organization.
pub(super) const PARTS: [(&str, ResourceKind); 3] =
    [("{brand}", Brand), ("{account}", ExchangeAccount), ("{team}", Team)];

const ID: (&str, &str) = ("id", NOBODY);
const IN: (&str, &str) = ("slug", HERE);
const AT: (&str, &str) = ("organization", HERE);
const UNNAMED: (&str, &str) = ("name", "");

pub(super) const FUNCTIONS: &[Case] = &[
    Case("accounts/sign_in", &[("address", OWNER), ("password", "wrong")], Everybody(422)),
    Case("accounts/sign_out", &[], Everybody(200)),
    Case("accounts/switch_language", &[("language", "tlh")], Everybody(422)),
    Case("accounts/forgot_password", &[("address", "nobody")], Everybody(422)),
    Case("accounts/open_reset", &[], Everybody(200)),
    Case("accounts/reset_password", &[("password", "x")], Everybody(410)),
    Case("accounts/begin_registration", &[("address", "nobody")], Everybody(422)),
    Case("accounts/registration_terms", &[("surplus", "x")], Everybody(422)),
    Case("accounts/register", &[("proof", NOBODY)], Everybody(422)),
    Case("accounts/strength", &[("password", "x")], Everybody(200)),
    Case("accounts/profile", &[], SignedIn),
    Case("accounts/save_profile", &[], SignedIn),
    Case("accounts/security", &[], SignedIn),
    Case("accounts/change_password", &[], SignedIn),
    Case("accounts/begin_address_change", &[], SignedIn),
    Case("accounts/change_address", &[("proof", NOBODY)], SignedIn),
    Case("accounts/sessions", &[], SignedIn),
    Case("accounts/end_session", &[ID], SignedIn),
    Case("accounts/end_other_sessions", &[], SignedIn),
    Case("accounts/closing", &[], SignedIn),
    Case("accounts/close", &[], SignedIn),
    Case("access/parts", &[IN, ("sort", "brand")], OfKind(&[(List, Brand)], 200)),
    Case("access/parts", &[IN, ("sort", "exchange_account")], OfKind(&[(List, ExchangeAccount)], 200)),
    Case("access/parts", &[IN, ("sort", "team")], OfKind(&[(List, Team)], 200)),
    Case("access/create_part", &[IN, ("sort", "brand"), UNNAMED], OfKind(&[(Create, Brand)], 422)),
    Case("access/create_part", &[IN, ("sort", "exchange_account"), UNNAMED], OfKind(&[(Create, ExchangeAccount)], 422)),
    Case("access/create_part", &[IN, ("sort", "team"), UNNAMED], OfKind(&[(Create, Team)], 422)),
    Case(
        "access/change_part",
        &[IN, ("sort", "brand"), ("id", "{brand}"), ("step", "rename"), UNNAMED],
        OfKind(&[(Update, Brand)], 422),
    ),
    Case(
        "access/change_part",
        &[IN, ("sort", "exchange_account"), ("id", "{account}"), ("step", "rename"), UNNAMED],
        OfKind(&[(Update, ExchangeAccount)], 422),
    ),
    Case(
        "access/change_part",
        &[IN, ("sort", "team"), ("id", "{team}"), ("step", "rename"), UNNAMED],
        OfKind(&[(Update, Team)], 422),
    ),
    Case("access/control", &[IN], OfKind(&[(Read, AccessControl), (Read, Policy)], 200)),
    Case("access/save_role_set", &[IN, UNNAMED], OfKind(&[(Create, AccessControl)], 422)),
    Case("access/save_brand_setting", &[IN, UNNAMED], OfKind(&[(Create, AccessControl)], 422)),
    Case("access/save_defaults", &[IN, ("restrict", "yes")], OfKind(&[(Update, AccessControl)], 422)),
    Case("access/delete_list", &[IN, ("list", "role-sets"), ID], OfKind(&[(Delete, AccessControl)], 404)),
    Case("access/delete_list", &[IN, ("list", "brand-settings"), ID], OfKind(&[(Delete, AccessControl)], 404)),
    Case("access/delete_list", &[IN, ("list", "policies"), ID], OfKind(&[(Delete, Policy)], 404)),
    Case("access/save_policy", &[IN, UNNAMED], OfKind(&[(Create, Policy)], 422)),
    Case("access/why", &[IN, ("member", NOBODY)], May(&[(Read, Member)], 404)),
    Case("access/why", &[IN, ("member", "me"), ("operation", "config:delete orgUser")], Inside(200)),
    Case("access/why", &[IN, ("operation", "config:delete orgUser")], May(&[(List, Member)], 200)),
    Case("audit/list", &[IN], May(&[(List, Activity)], 200)),
    Case("imports/list", &[IN], May(&[(Create, Invitation)], 200)),
    Case("imports/read", &[IN, ID], May(&[(Create, Invitation)], 404)),
    Case("imports/start", &[IN, ID], May(&[(Create, Invitation)], 404)),
    Case("imports/cancel", &[IN, ID], May(&[(Create, Invitation)], 404)),
    Case("invitations/open", &[], Everybody(200)),
    Case("invitations/accept", &[ID], SignedIn),
    Case("invitations/decline", &[ID], Everybody(409)),
    Case("invitations/ask", &[], Everybody(409)),
    Case("invitations/stop_page", &[ID, ("token", "x")], Everybody(404)),
    Case("invitations/stop", &[ID, ("token", "x")], Everybody(404)),
    Case("invitations/send_code", &[ID], Everybody(409)),
    Case("invitations/register", &[ID], Everybody(409)),
    Case("invitations/list", &[IN], May(&[(List, Invitation)], 200)),
    Case("invitations/read", &[IN, ID], May(&[(Read, Invitation)], 404)),
    Case("invitations/form", &[IN], Inside(200)),
    Case("invitations/customers", &[IN], OfKind(&[(List, Customer)], 200)),
    Case("invitations/search", &[IN, ("address", "nobody")], Inside(422)),
    Case("invitations/search", &[IN, ("address", "nobody@nowhere.example")], May(&[(Search, UserAccount)], 200)),
    Case("invitations/send", &[IN, ("address", "nobody")], May(&[(Create, Invitation)], 422)),
    Case("invitations/copy_link", &[IN, ID], May(&[(Action::CopyLink, Invitation)], 404)),
    Case("invitations/resend", &[IN, ID], May(&[(Resend, Invitation)], 404)),
    Case("invitations/remind", &[IN, ID], May(&[(Resend, Invitation)], 404)),
    Case("invitations/dismiss", &[IN, ID], May(&[(Create, Invitation)], 404)),
    Case("invitations/revoke", &[IN, ID], May(&[(Revoke, Invitation)], 404)),
    Case("members/list", &[IN], May(&[(List, Member)], 200)),
    Case("members/read", &[IN, ID], May(&[(Read, Member)], 404)),
    Case("members/edit", &[IN, ID, ("version", "1")], May(&[(Update, Member)], 404)),
    Case("members/suspend", &[IN, ID], May(&[(Suspend, Member)], 404)),
    Case("members/reactivate", &[IN, ID], May(&[(Restore, Member)], 404)),
    Case("members/remove", &[IN, ID], May(&[(Delete, Member)], 404)),
    Case("members/restore", &[IN, ID], May(&[(Restore, Member)], 404)),
    Case("members/leave", &[IN], May(&[(Action::Leave, Member)], 0)),
    Case("members/offer_primary", &[IN, ID], May(&[(HandOver, PrimaryOwner)], 404)),
    Case("members/withdraw_primary", &[IN, ID], May(&[(HandOver, PrimaryOwner)], 409)),
    Case("members/confirm_primary", &[IN, ID], Inside(409)),
    Case("organizations/list", &[], SignedIn),
    Case("organizations/read", &[IN], Inside(200)),
    Case("organizations/overview", &[IN], Inside(200)),
    Case("organizations/customers", &[IN], OfKind(&[(List, Customer)], 200)),
    Case("organizations/register_customer", &[("seller", HERE), UNNAMED], OfKind(&[(Create, Customer)], 422)),
    Case("organizations/settings", &[IN], May(&[(Read, Settings)], 200)),
    Case(
        "organizations/change_settings",
        &[AT, ("version", "0"), UNNAMED, ("slug", "xx"), ("language", "en"), ("time_zone", "UTC")],
        May(&[(Update, Settings)], 422),
    ),
    Case("organizations/close", &[AT, ("confirmation", "no")], OwnerRank((Update, Settings), 422)),
    Case("seats/read", &[IN], OfKind(&[(Read, Seats)], 200)),
    Case("seats/buy", &[IN, ("bought", "some")], OfKind(&[(Update, Seats)], 422)),
    Case("terms/read", &[("version", "9999")], Everybody(404)),
    Case("terms/read_own", &[IN, ("version", "9999")], Inside(404)),
    Case("terms/of_invitation", &[], Everybody(404)),
    Case("terms/gate", &[IN], Inside(0)),
    Case("terms/agree", &[IN], Inside(0)),
    Case("terms/own", &[IN], May(&[(Update, Settings)], 200)),
    Case("terms/publish", &[IN, ("draft", NOBODY)], May(&[(Update, Settings)], 409)),
];

/// Pages of an organization: what follows its address, and who may see them.
pub(super) const PAGES: &[(&str, Rule)] = &[
    ("", Inside(200)),
    ("/terms/{}", Inside(404)),
    ("/members", May(&[(List, Member)], 200)),
    ("/members/{}", May(&[(Read, Member)], 404)),
    ("/members/{}/remove", May(&[(Read, Member)], 404)),
    ("/members/{}/why", May(&[(Read, Member)], 404)),
    ("/why", May(&[(List, Member)], 200)),
    ("/activity", May(&[(List, Activity)], 200)),
    ("/settings", May(&[(Read, Settings)], 200)),
    ("/settings/terms", May(&[(Update, Settings)], 200)),
    ("/settings/seats", OfKind(&[(Read, Seats)], 200)),
    ("/invitations", May(&[(List, Invitation)], 200)),
    ("/invitations/new", May(&[(Create, Invitation)], 200)),
    ("/invitations/import", May(&[(Create, Invitation)], 200)),
    ("/invitations/import/{}", May(&[(Create, Invitation)], 404)),
    ("/invitations/{}", May(&[(Read, Invitation)], 404)),
    ("/invitations/{}/edit", May(&[(Read, Invitation)], 404)),
    ("/access", OfKind(&[(Read, AccessControl), (Read, Policy)], 200)),
    ("/access/{}/{}", OfKind(&[(Read, AccessControl), (Read, Policy)], 404)),
    ("/brands", OfKind(&[(List, Brand)], 200)),
    ("/accounts", OfKind(&[(List, ExchangeAccount)], 200)),
    ("/teams", OfKind(&[(List, Team)], 200)),
    ("/customers", OfKind(&[(List, Customer)], 200)),
];

/// Files of an organization.
pub(super) const FILES: &[(&str, Rule)] = &[
    ("/members.csv", May(&[(Export, Member)], 200)),
    ("/activity.csv", May(&[(Export, Activity)], 200)),
    ("/activity.json", May(&[(Export, Activity)], 200)),
    ("/invitations/import/{}/result.csv", May(&[(Create, Invitation)], 404)),
    ("/terms/{}/download", Inside(404)),
];

/// Pages that everybody may open, with what they answer to somebody who is not signed in; a `{}` stands for
/// something that is not there.
pub(super) const OPEN: &[(&str, u16)] = &[
    ("/sign-in", 200),
    ("/register", 200),
    ("/register/{}", 404),
    ("/forgot-password", 200),
    ("/reset-password", 404),
    ("/invitation", 404),
    ("/invitation/register", 404),
    ("/invitation/terms", 404),
    ("/stop/{}/{}", 404),
    ("/terms/{}", 404),
];

/// The other doors beside the pages: links in mails, what one uploads, and what one downloads.
pub(super) const DOORS: &[&str] = &[
    "/healthz",
    "/readyz",
    "/i/{}",
    "/reset-password/{}",
    "/terms/{}/download",
    "/account/export",
    "/o/{}/invitations/import",
    "/o/{}/settings/terms/draft",
];
