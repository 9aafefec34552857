//! `customer` (003…): a customer organization below its seller.

use super::{Preset, RoleRule, Scope, seller};
use crate::{
    access::{Action, Operations},
    operations,
    role::Role,
    texts::Text,
};

/// Whoever looks at a list has to come in.
const VISIT: Operations = operations! { Organization: Read };

pub(super) const PRESET: Preset = Preset {
    name: "customer",
    label: Text { en: "Customer", ja: "カスタマー" },
    operations: seller::ADMIN,
    rules: &[
        RoleRule {
            role: Role::Viewer,
            permission: None,
            may: seller::VIEWER,
            scope: Scope::Whole,
            summary: seller::VIEWER_SUMMARY,
        },
        RoleRule {
            role: Role::Manager,
            permission: None,
            may: seller::MANAGER,
            scope: Scope::Whole,
            summary: seller::MANAGER_SUMMARY,
        },
        RoleRule {
            role: Role::Admin,
            permission: None,
            may: seller::ADMIN,
            scope: Scope::Whole,
            summary: seller::ADMIN_SUMMARY,
        },
    ],
    // Nobody can leave where they are no member.
    from_above: &[
        (Role::Viewer, VISIT.and(seller::ADMIN.only(&[Action::List]))),
        (Role::Manager, VISIT.and(seller::ADMIN.only(&[Action::List, Action::Read]))),
        (Role::Admin, seller::ADMIN.without(operations! { Member: Leave })),
    ],
    ..seller::PRESET
};
