//! `metering` (004…): access is what one's permission policies say.

use super::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, RegistrationAsks, TermsRule,
    Words, preset::ALWAYS,
};
use crate::{operations, password::PasswordRule, role::ManagedPolicy, texts::Text};

pub(super) const PRESET: Preset = Preset {
    name: "metering",
    label: Text { en: "Metering", ja: "メータリング" },
    link_valid_seconds: 30 * 24 * 60 * 60,
    expiry_choice: true,
    roles: &[],
    primary_owner: None,
    permissions: &[],
    managed_policies: &[ManagedPolicy::Administrator, ManagedPolicy::ReadOnly],
    account_roles: &[],
    operations: operations! {
        Organization: Read;
        Settings: Read Update;
        Member: List Read Update Delete Suspend Restore Leave Export;
        Invitation: List Read Create Update Resend Revoke CopyLink;
        UserAccount: Search;
        Policy: List Read Create Update Delete;
        Product: List Read Create Update Delete;
        Order: List Read Create Update;
        Activity: List Export;
    },
    rules: &[],
    always: ALWAYS,
    narrowed_permission: None,
    from_above: &[],
    owner_rank: OwnerRank::Policy(ManagedPolicy::Administrator),
    search_step: false,
    seats: None,
    password: PasswordRule { min: 8, half_width_only: false, mixed: false },
    terms: TermsRule::None,
    invitation: InvitationAsks { name: Ask::RequiredIfNew, phone: Ask::RequiredIfNew },
    asks: RegistrationAsks {
        name: Ask::No,
        country: Ask::No,
        language: Ask::No,
        phone: Ask::No,
        password_twice: false,
        family_name_first: false,
    },
    access_end: AccessEndRule::Optional,
    identity_providers: &[IdentityProvider::Local],
    afterwards: Afterwards::Organization,
    words: Words {
        way_in: Text { en: "Settings › Access", ja: "設定 › アクセス" },
        settings: Text { en: "Settings", ja: "設定" },
        people: Text { en: "Access", ja: "アクセス" },
        members: Text { en: "Users", ja: "ユーザー" },
        invitations: Text { en: "Invitations", ja: "招待" },
        invitations_below: false,
        begin: Text { en: "Invite User", ja: "ユーザーを招待" },
        form: Text { en: "Create invitation", ja: "招待を作成" },
        not_found: None,
        go_on: None,
        send: Text { en: "Invite User", ja: "ユーザーを招待" },
        accept: Text { en: "Join", ja: "参加する" },
        accept_new: Text { en: "Create your account", ja: "アカウントを作成する" },
        register: Text { en: "Create your account", ja: "アカウントを作成する" },
        afterwards: None,
        edit: Text { en: "Edit", ja: "編集" },
        show_details: None,
        mail_subject: Text { en: "{org} invites you to {site}", ja: "{org}から{site}への招待" },
        mail_button: Text { en: "Join organization", ja: "組織に参加する" },
        role: Text { en: "Permission Policies", ja: "権限ポリシー" },
        permission: Text { en: "Permission Policies", ja: "権限ポリシー" },
    },
};
