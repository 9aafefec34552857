//! The vocabulary: what can be done, to what. One set of names for policies, API scopes and matrices.

use crate::named::named;
use uuid::Uuid;

named! {
    /// What somebody does.
    pub enum Action {
        /// See that things of this sort exist.
        List = "config:list",
        /// Look at one.
        Read = "config:retrieve",
        /// Make one; on an invitation: invite.
        Create = "config:create",
        /// Change one.
        Update = "config:update",
        /// Take one away; on a member: remove.
        Delete = "config:delete",
        /// Send an invitation again.
        Resend = "config:resend",
        /// Withdraw an invitation.
        Revoke = "config:revoke",
        /// See an invitation's link (I7).
        CopyLink = "config:copyLink",
        /// Look whether an address has an account (I2).
        Search = "config:search",
        /// Shut a member out for a while (M13).
        Suspend = "config:suspend",
        /// Let a suspended or removed member in again.
        Restore = "config:restore",
        /// Leave the organization oneself.
        Leave = "config:leave",
        /// Pass on being Primary Owner (M4).
        HandOver = "config:handOver",
        /// Download a list.
        Export = "config:export",
    }
}

named! {
    /// The sorts of things that can be acted on.
    pub enum ResourceKind {
        /// The organization itself.
        Organization = "organization",
        /// Its settings (overrides of the kind's rules).
        Settings = "orgSettings",
        /// Bought seats (K6).
        Seats = "orgSeats",
        /// Contract operations.
        Contract = "contract",
        /// Its people.
        Member = "orgUser",
        /// Its invitations.
        Invitation = "orgUserInvitation",
        /// Accounts of people, searched by address (I2).
        UserAccount = "userAccount",
        /// The Primary Owner's standing.
        PrimaryOwner = "primaryOwner",
        /// Role And Permissions, Brand Access and Default Access Control (M6).
        AccessControl = "accessControl",
        /// Permission policies (M7).
        Policy = "permissionPolicy",
        /// Exchange accounts.
        ExchangeAccount = "exchangeAccount",
        /// Teams.
        Team = "team",
        /// Deals of an exchange account.
        Deal = "deal",
        /// Settings of the exchange.
        ExchangeSettings = "exchangeSettings",
        /// Brands.
        Brand = "brand",
        /// Products of a brand.
        Product = "product",
        /// Orders of a brand.
        Order = "order",
        /// Customer organizations of a seller.
        Customer = "customerOrganization",
        /// The activity log.
        Activity = "auditEntry",
    }
}

/// What is acted on, with what the decision needs to know about it. `None` stands for things of that
/// sort in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The organization itself.
    Organization,
    /// Its settings.
    Settings,
    /// Bought seats.
    Seats,
    /// Contract operations.
    Contract,
    /// A person; [`Resource::ANY_MEMBER`] for people in general.
    Member(Person),
    /// Invitations. What one offers is bounded by [`super::may_grant`].
    Invitation,
    /// The account behind an address.
    UserAccount,
    /// The Primary Owner's standing.
    PrimaryOwner,
    /// Role And Permissions, Brand Access and Default Access Control.
    AccessControl,
    /// Permission policies.
    Policy,
    /// An exchange account.
    ExchangeAccount(Option<Uuid>),
    /// A team.
    Team(Option<Uuid>),
    /// Deals of an exchange account.
    Deal(Option<Uuid>),
    /// Settings of the exchange.
    ExchangeSettings,
    /// A brand.
    Brand(Option<Uuid>),
    /// Products of a brand.
    Product(Option<Uuid>),
    /// Orders of a brand.
    Order(Option<Uuid>),
    /// Customer organizations.
    Customer,
    /// The activity log.
    Activity,
}

/// What a decision about a person needs to know of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Person {
    /// Their role, in a kind with roles.
    pub role: Option<crate::role::Role>,
    /// Whether they are of Owner-rank.
    pub owner_rank: bool,
    /// Whether they are the Primary Owner.
    pub primary_owner: bool,
    /// Whether they are the one who asks.
    pub own: bool,
}

impl Resource {
    /// People in general, for lists.
    pub const ANY_MEMBER: Self =
        Self::Member(Person { role: None, owner_rank: false, primary_owner: false, own: false });

    /// The one brand, exchange account or team it is about.
    pub const fn id(&self) -> Option<Uuid> {
        match self {
            Self::ExchangeAccount(id)
            | Self::Team(id)
            | Self::Deal(id)
            | Self::Brand(id)
            | Self::Product(id)
            | Self::Order(id) => *id,
            _ => None,
        }
    }

    /// The sort of thing this is.
    pub const fn kind(&self) -> ResourceKind {
        match self {
            Self::Organization => ResourceKind::Organization,
            Self::Settings => ResourceKind::Settings,
            Self::Seats => ResourceKind::Seats,
            Self::Contract => ResourceKind::Contract,
            Self::Member(_) => ResourceKind::Member,
            Self::Invitation => ResourceKind::Invitation,
            Self::UserAccount => ResourceKind::UserAccount,
            Self::PrimaryOwner => ResourceKind::PrimaryOwner,
            Self::AccessControl => ResourceKind::AccessControl,
            Self::Policy => ResourceKind::Policy,
            Self::ExchangeAccount(_) => ResourceKind::ExchangeAccount,
            Self::Team(_) => ResourceKind::Team,
            Self::Deal(_) => ResourceKind::Deal,
            Self::ExchangeSettings => ResourceKind::ExchangeSettings,
            Self::Brand(_) => ResourceKind::Brand,
            Self::Product(_) => ResourceKind::Product,
            Self::Order(_) => ResourceKind::Order,
            Self::Customer => ResourceKind::Customer,
            Self::Activity => ResourceKind::Activity,
        }
    }
}

impl ResourceKind {
    /// Things of this sort that belong to one exchange account, team or brand; in general where there is no
    /// such thing.
    pub const fn of(self, id: Uuid) -> Resource {
        match self {
            Self::ExchangeAccount => Resource::ExchangeAccount(Some(id)),
            Self::Team => Resource::Team(Some(id)),
            Self::Deal => Resource::Deal(Some(id)),
            Self::Brand => Resource::Brand(Some(id)),
            Self::Product => Resource::Product(Some(id)),
            Self::Order => Resource::Order(Some(id)),
            other => other.any(),
        }
    }

    /// Things of this sort in general.
    pub const fn any(self) -> Resource {
        match self {
            Self::Organization => Resource::Organization,
            Self::Settings => Resource::Settings,
            Self::Seats => Resource::Seats,
            Self::Contract => Resource::Contract,
            Self::Member => Resource::ANY_MEMBER,
            Self::Invitation => Resource::Invitation,
            Self::UserAccount => Resource::UserAccount,
            Self::PrimaryOwner => Resource::PrimaryOwner,
            Self::AccessControl => Resource::AccessControl,
            Self::Policy => Resource::Policy,
            Self::ExchangeAccount => Resource::ExchangeAccount(None),
            Self::Team => Resource::Team(None),
            Self::Deal => Resource::Deal(None),
            Self::ExchangeSettings => Resource::ExchangeSettings,
            Self::Brand => Resource::Brand(None),
            Self::Product => Resource::Product(None),
            Self::Order => Resource::Order(None),
            Self::Customer => Resource::Customer,
            Self::Activity => Resource::Activity,
        }
    }
}
