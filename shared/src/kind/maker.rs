//! `maker` (001…): administrators, staff and outside representatives of a maker and its brands.

use super::{
    AccessEndRule, Afterwards, Ask, IdentityProvider, InvitationAsks, OwnerRank, Preset, PrimaryOwner,
    RegistrationAsks, RoleRule, Scope, SeatRule, TermsRule, Words, preset::ALWAYS,
};
use crate::{
    access::Operations,
    operations,
    password::PasswordRule,
    role::{Permission, Role},
    texts::Text,
};

/// "Almost the same operation permissions as Member / Admin", without important operations.
const WRITE: Operations = operations! {
    Organization: Read;
    Settings: Read;
    Member: List Read Leave;
    Invitation: List Read;
    AccessControl: Read;
    Brand: List Read Create Update Delete;
    Product: List Read Create Update Delete;
    Order: List Read Create Update;
    Activity: List;
};

/// Everything but contract operations and what belongs to Owners.
const ADMIN: Operations = WRITE.and(operations! {
    Seats: Read;
    Member: Update Delete Suspend Restore Export;
    Invitation: Create Update Resend Revoke CopyLink;
    UserAccount: Search;
    AccessControl: Create Update Delete;
    Activity: Export;
});

/// "Can use all features."
const OWNER: Operations = ADMIN.and(operations! {
    Settings: Update;
    Seats: Update;
    Contract: Read Update;
    PrimaryOwner: HandOver;
});

const MEMBER_SUMMARY: Text = Text {
    en: "Some features are restricted. Currently, restrictions are placed on contract-related operations.",
    ja: "一部の機能が制限されます。現在は、契約に関する操作が制限されています。",
};

pub(super) const PRESET: Preset = Preset {
    name: "maker",
    label: Text { en: "Maker", ja: "メーカー" },
    link_valid_seconds: 48 * 60 * 60,
    expiry_choice: false,
    roles: &[Role::Member, Role::Owner],
    primary_owner: Some(PrimaryOwner::HandedOverByItself),
    permissions: &[Permission::Write, Permission::Admin],
    managed_policies: &[],
    account_roles: &[],
    operations: OWNER,
    rules: &[
        RoleRule {
            role: Role::Member,
            permission: Some(Permission::Write),
            may: WRITE,
            scope: Scope::Brands,
            summary: MEMBER_SUMMARY,
        },
        RoleRule {
            role: Role::Member,
            permission: Some(Permission::Admin),
            may: ADMIN,
            scope: Scope::Brands,
            summary: MEMBER_SUMMARY,
        },
        RoleRule {
            role: Role::Owner,
            permission: None,
            may: OWNER,
            scope: Scope::Whole,
            summary: Text { en: "Can use all features.", ja: "すべての機能を利用できます。" },
        },
    ],
    always: ALWAYS,
    narrowed_permission: Some(Permission::Write),
    from_above: &[],
    owner_rank: OwnerRank::Role(Role::Owner),
    search_step: true,
    seats: Some(SeatRule { included: 15, yen_per_month: 500 }),
    password: PasswordRule { min: 8, half_width_only: true, mixed: false },
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
    afterwards: Afterwards::SignInThenList,
    words: Words {
        way_in: Text {
            en: "Maker Settings › Open Maker Settings › Member",
            ja: "メーカー設定 › メーカー設定を開く › メンバー",
        },
        settings: Text { en: "Maker Settings", ja: "メーカー設定" },
        people: Text { en: "Member", ja: "メンバー" },
        members: Text { en: "Members", ja: "メンバー" },
        invitations: Text { en: "Invitations", ja: "招待" },
        invitations_below: false,
        begin: Text { en: "Invite a New Member", ja: "新しいメンバーを招待" },
        form: Text { en: "Invite a New Member", ja: "新しいメンバーを招待" },
        not_found: Some(Text {
            en: "Unable to find user account.", ja: "ユーザーアカウントが見つかりません。"
        }),
        go_on: None,
        send: Text { en: "Create an invitation", ja: "招待を作成" },
        accept: Text { en: "Accept the invitation", ja: "招待を承諾する" },
        accept_new: Text {
            en: "Accept the invitation and create an account",
            ja: "招待を承諾してアカウントを作成する",
        },
        register: Text {
            en: "Create an account and join the maker organization",
            ja: "アカウントを作成してメーカーに参加する",
        },
        afterwards: Some(Text { en: "Go to Sign-in Page", ja: "サインインページへ" }),
        edit: Text { en: "Edit", ja: "編集" },
        show_details: None,
        mail_subject: Text {
            en: "Join \"{org}\" on {site} | {site}",
            ja: "{site}で「{org}」に参加しましょう | {site}",
        },
        mail_button: Text { en: "Join Now", ja: "今すぐ参加" },
        role: Text { en: "System Role", ja: "システムでの役割" },
        permission: Text { en: "System Permission", ja: "システム権限" },
    },
};
