//! Roles, permissions and managed policies (K2, K3).

use crate::{Language, named::named, texts::kinds as texts};

named! {
    /// A role in an organization. The order matters: nobody grants a role above their own (I10).
    pub enum Role {
        /// Reads.
        Viewer = "viewer",
        /// Works in the organization.
        Member = "member",
        /// Runs daily business, manages no people.
        Manager = "manager",
        /// Reaches all exchange accounts, manages deals and exchange settings.
        SupplyManager = "supply_manager",
        /// Runs a seller or customer organization.
        Admin = "admin",
        /// Owns the organization.
        Owner = "owner",
    }
}

named! {
    /// The second axis beside the role. The order matters (I10).
    pub enum Permission {
        /// Does the work; may carry a Role And Permissions set.
        Write = "write",
        /// Uses everything that the role allows.
        Admin = "admin",
    }
}

named! {
    /// Permission policies that exist in every organization of a kind with policies (M7).
    pub enum ManagedPolicy {
        /// Sees everything, changes nothing.
        ReadOnly = "read_only",
        /// Everything, inviting included.
        Administrator = "administrator",
    }
}

named! {
    /// What somebody is inside one exchange account (K3). The order matters (I10).
    pub enum AccountRole {
        /// Sees the account and its deals.
        Viewer = "viewer",
        /// Creates and changes deals.
        Editor = "editor",
        /// Also changes the account itself.
        Admin = "admin",
    }
}

impl Role {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Viewer => texts::role_viewer(language),
            Self::Member => texts::role_member(language),
            Self::Manager => texts::role_manager(language),
            Self::SupplyManager => texts::role_supply_manager(language),
            Self::Admin => texts::role_admin(language),
            Self::Owner => texts::role_owner(language),
        }
    }

    /// One sentence about the role in general; [`crate::kind::Preset::summary`] is the one of a kind.
    pub const fn summary(self, language: Language) -> &'static str {
        match self {
            Self::Viewer => texts::role_viewer_summary(language),
            Self::Member => texts::role_member_summary(language),
            Self::Manager => texts::role_manager_summary(language),
            Self::SupplyManager => texts::role_supply_manager_summary(language),
            Self::Admin => texts::role_admin_summary(language),
            Self::Owner => texts::role_owner_summary(language),
        }
    }
}

impl Permission {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Write => texts::permission_write(language),
            Self::Admin => texts::permission_admin(language),
        }
    }

    /// One sentence about what it allows.
    pub const fn summary(self, language: Language) -> &'static str {
        match self {
            Self::Write => texts::permission_write_summary(language),
            Self::Admin => texts::permission_admin_summary(language),
        }
    }
}

impl ManagedPolicy {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::ReadOnly => texts::policy_read_only(language),
            Self::Administrator => texts::policy_administrator(language),
        }
    }

    /// One sentence about what it allows.
    pub const fn summary(self, language: Language) -> &'static str {
        match self {
            Self::ReadOnly => texts::policy_read_only_summary(language),
            Self::Administrator => texts::policy_administrator_summary(language),
        }
    }
}

impl AccountRole {
    /// The name people read.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Viewer => texts::account_role_viewer(language),
            Self::Editor => texts::account_role_editor(language),
            Self::Admin => texts::account_role_admin(language),
        }
    }
}
