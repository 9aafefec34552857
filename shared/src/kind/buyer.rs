//! `buyer` (000…): staff who manage a buyer organization together.

use super::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, PrimaryOwner,
    RegistrationAsks, RoleRule, Scope, TermsRule, Words, preset::ALWAYS,
};
use crate::{
    access::Operations,
    operations,
    password::PasswordRule,
    role::{Permission, Role},
    texts::Text,
};

/// "Cannot delete members or change the primary owner"; may invite Members (ours).
const MEMBER: Operations = operations! {
    Organization: Read;
    Settings: Read;
    Member: List Read Update Leave;
    Invitation: List Read Create Update Resend Revoke CopyLink;
    UserAccount: Search;
    Order: List Read Create Update;
    Activity: List;
};

/// "Can delete members and change the primary owner."
const OWNER: Operations = MEMBER.and(operations! {
    Settings: Update;
    Member: Delete Suspend Restore Export;
    PrimaryOwner: HandOver;
    Activity: Export;
});

pub(super) const PRESET: Preset = Preset {
    name: "buyer",
    label: Text { en: "Buyer", ja: "バイヤー" },
    link_valid_seconds: 14 * 24 * 60 * 60,
    expiry_choice: false,
    roles: &[Role::Member, Role::Owner],
    primary_owner: Some(PrimaryOwner::HandedOverByOwners),
    permissions: &[Permission::Write, Permission::Admin],
    managed_policies: &[],
    account_roles: &[],
    operations: OWNER,
    rules: &[
        RoleRule {
            role: Role::Member,
            permission: None,
            may: MEMBER,
            scope: Scope::Whole,
            summary: Text {
                en: "Cannot delete members or change the primary owner.",
                ja: "メンバーの削除とプライマリーオーナーの変更はできません。",
            },
        },
        RoleRule {
            role: Role::Owner,
            permission: None,
            may: OWNER,
            scope: Scope::Whole,
            summary: Text {
                en: "Can delete members and change the primary owner.",
                ja: "メンバーの削除とプライマリーオーナーの変更ができます。",
            },
        },
    ],
    always: ALWAYS,
    narrowed_permission: None,
    from_above: &[],
    owner_rank: OwnerRank::Role(Role::Owner),
    search_step: true,
    seats: None,
    password: PasswordRule { min: 8, half_width_only: false, mixed: false },
    terms: TermsRule::AtRegistration,
    invitation: InvitationAsks { name: Ask::No, phone: Ask::No },
    asks: RegistrationAsks {
        name: Ask::Required,
        country: Ask::Required,
        language: Ask::Required,
        phone: Ask::Required,
        password_twice: true,
        family_name_first: true,
    },
    access_end: AccessEndRule::Optional,
    identity_providers: &[IdentityProvider::Local],
    afterwards: Afterwards::Organization,
    words: Words {
        way_in: Text {
            en: "Buyer Settings › Organization / Member Management",
            ja: "バイヤー設定 › 組織・メンバー管理",
        },
        settings: Text { en: "Buyer Settings", ja: "バイヤー設定" },
        people: Text { en: "Organization / Member Management", ja: "組織・メンバー管理" },
        members: Text { en: "Members", ja: "メンバー" },
        invitations: Text { en: "Invitations", ja: "招待" },
        invitations_below: true,
        begin: Text { en: "Invite a new member", ja: "新しいメンバーを招待" },
        form: Text { en: "Invite a new member", ja: "新しいメンバーを招待" },
        not_found: Some(Text {
            en: "User Account is not found.", ja: "ユーザーアカウントが見つかりません。"
        }),
        go_on: Some(Text { en: "Create an invitation", ja: "招待を作成" }),
        send: Text { en: "Send an invitation", ja: "招待を送信" },
        accept: Text { en: "Accept an invitation.", ja: "招待を承諾する" },
        accept_new: Text {
            en: "Accept an invitation and create an account.",
            ja: "招待を承諾してアカウントを作成する",
        },
        register: Text {
            en: "Register a new account and join to the buyer",
            ja: "アカウントを登録してバイヤーに参加する",
        },
        afterwards: None,
        edit: Text { en: "Edit", ja: "編集" },
        show_details: None,
        mail_subject: Text { en: "Join {org} on {site}", ja: "{site}で{org}に参加しましょう" },
        mail_button: Text { en: "Join now", ja: "今すぐ参加" },
        role: Text { en: "Member Role", ja: "メンバーの役割" },
        permission: Text { en: "Member Permissions", ja: "メンバーの権限" },
    },
};
