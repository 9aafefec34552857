//! Who is in the demonstration. Addresses end in `.example`, which no mail ever reaches.

use shared::{
    Language,
    kind::Kind,
    role::{ManagedPolicy, Permission, Role},
};

/// The password of everybody in the demonstration; it meets the rule of every kind.
pub(super) const PASSWORD: &str = "Paper-Lantern-2026";

pub(super) struct Organization {
    pub(super) kind: Kind,
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) language: Language,
    pub(super) time_zone: &'static str,
    /// The slug of the seller above a customer.
    pub(super) parent: Option<&'static str>,
    /// The first one is the Primary Owner where the kind has one.
    pub(super) people: &'static [Person],
}

pub(super) struct Person {
    pub(super) email: &'static str,
    pub(super) family_name: &'static str,
    pub(super) given_name: &'static str,
    pub(super) language: Language,
    pub(super) role: Option<Role>,
    pub(super) permission: Option<Permission>,
    pub(super) policy: Option<ManagedPolicy>,
}

const fn ja(email: &'static str, family_name: &'static str, given_name: &'static str) -> Person {
    let language = Language::Ja;
    Person { email, family_name, given_name, language, role: None, permission: None, policy: None }
}

const fn en(email: &'static str, given_name: &'static str, family_name: &'static str) -> Person {
    Person { language: Language::En, ..ja(email, family_name, given_name) }
}

impl Person {
    const fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    const fn permission(self, permission: Permission) -> Self {
        Self { permission: Some(permission), ..self }
    }

    const fn policy(self, policy: ManagedPolicy) -> Self {
        Self { policy: Some(policy), ..self }
    }
}

use Permission::{Admin as FullUse, Write};
use Role::{Admin, Manager, Member, Owner, SupplyManager, Viewer};

/// Sellers stand before their customers.
pub(super) const ORGANIZATIONS: [Organization; 6] = [
    Organization {
        kind: Kind::Buyer,
        slug: "aoba",
        name: "青葉商事",
        language: Language::Ja,
        time_zone: "Asia/Tokyo",
        parent: None,
        people: &[
            ja("hanako.sato@aoba.example", "佐藤", "花子").role(Owner).permission(FullUse),
            ja("kenji.mori@aoba.example", "森", "健二").role(Member).permission(FullUse),
            en("emma.clark@aoba.example", "Emma", "Clark").role(Member).permission(Write),
        ],
    },
    Organization {
        kind: Kind::Maker,
        slug: "harbour-looms",
        name: "Harbour Looms",
        language: Language::En,
        time_zone: "Europe/London",
        parent: None,
        people: &[
            en("olivia.reed@harbour-looms.example", "Olivia", "Reed").role(Owner).permission(FullUse),
            en("noah.webb@harbour-looms.example", "Noah", "Webb").role(Owner).permission(FullUse),
            ja("yuki.tanabe@harbour-looms.example", "田辺", "由紀").role(Member).permission(FullUse),
            en("liam.hayes@harbour-looms.example", "Liam", "Hayes").role(Member).permission(Write),
            en("emma.clark@aoba.example", "Emma", "Clark").role(Member).permission(Write),
        ],
    },
    Organization {
        kind: Kind::Exchange,
        slug: "meridian",
        name: "Meridian Exchange",
        language: Language::En,
        time_zone: "America/New_York",
        parent: None,
        people: &[
            en("grace.osei@meridian.example", "Grace", "Osei").role(Owner),
            en("mateo.silva@meridian.example", "Mateo", "Silva").role(SupplyManager),
            en("ava.lindqvist@meridian.example", "Ava", "Lindqvist").role(Member),
        ],
    },
    Organization {
        kind: Kind::Seller,
        slug: "kitano",
        name: "北野サプライ",
        language: Language::Ja,
        time_zone: "Asia/Tokyo",
        parent: None,
        people: &[
            ja("makoto.kitano@kitano.example", "北野", "誠").role(Admin),
            ja("rin.hayashi@kitano.example", "林", "凛").role(Manager),
            en("jonas.weber@kitano.example", "Jonas", "Weber").role(Viewer),
        ],
    },
    Organization {
        kind: Kind::Customer,
        slug: "larch",
        name: "Larch & Co.",
        language: Language::En,
        time_zone: "Europe/Berlin",
        parent: Some("kitano"),
        people: &[
            en("clara.vogel@larch.example", "Clara", "Vogel").role(Admin),
            en("felix.brandt@larch.example", "Felix", "Brandt").role(Manager),
            en("ida.sommer@larch.example", "Ida", "Sommer").role(Viewer),
        ],
    },
    Organization {
        kind: Kind::Metering,
        slug: "hikari",
        name: "Hikari Metering",
        language: Language::En,
        time_zone: "Asia/Singapore",
        parent: None,
        people: &[
            ja("aoi.nakagawa@hikari.example", "中川", "葵").policy(ManagedPolicy::Administrator),
            en("ethan.lim@hikari.example", "Ethan", "Lim").policy(ManagedPolicy::ReadOnly),
            en("zoe.tan@hikari.example", "Zoe", "Tan").policy(ManagedPolicy::ReadOnly),
        ],
    },
];
