//! "Why?" in words: one worked example per kind.

use crate::at;
use shared::{
    Action, Grant, Grants, Kind, Language, Permission, Resource, Role,
    access::{
        AccountAccess, ActionPattern, Effect, Person, Policy, Reach, ResourceKind, ResourcePattern, Statement, explain,
    },
    operations,
    role::AccountRole,
};
use uuid::Uuid;

fn grant(role: Role, permission: Option<Permission>) -> Grant {
    Grant { role: Some(role), permission, ..Grant::default() }
}

#[track_caller]
fn why(grants: &Grants<'_>, action: Action, resource: Resource, en: &[&str], ja: &[&str]) {
    let explanation = explain(grants, action, &resource, at(1_800_000_000));
    assert_eq!(explanation.sentences(Language::En), en);
    assert_eq!(explanation.sentences(Language::Ja), ja);
}

#[test]
fn req_m10_buyer_a_member_removes_somebody() {
    let member = grant(Role::Member, Some(Permission::Write));
    why(
        &Grants::of(Kind::Buyer.preset(), &member),
        Action::Delete,
        Resource::ANY_MEMBER,
        &["Remove members: not allowed.", "The role “Member / Write” does not allow this."],
        &["メンバーの削除：許可されていません。", "役割「メンバー / 書き込み」では認められていません。"],
    );
}

#[test]
fn req_m10_maker_a_writer_changes_a_product() {
    let brand = Uuid::from_u128(1);
    let mut writer = grant(Role::Member, Some(Permission::Write));
    writer.reach = Reach {
        brands: Some(vec![brand]),
        features: Some(operations! { Product: List Read Update }),
        ..Reach::default()
    };
    why(
        &Grants::of(Kind::Maker.preset(), &writer),
        Action::Update,
        Resource::Product(Some(brand)),
        &[
            "Change products: allowed.",
            "The role “Member / Write” allows this.",
            "The assigned Role And Permissions include this.",
            "The brand is among the Brand Access Settings.",
        ],
        &[
            "商品の変更：許可されています。",
            "役割「メンバー / 書き込み」で認められています。",
            "割り当てられたロールと権限に含まれています。",
            "ブランドアクセス設定に含まれるブランドです。",
        ],
    );
    let defaults = operations! { Order: List };
    writer.reach.features = None;
    why(
        &Grants::of(Kind::Maker.preset(), &writer).with_default_access(Some(&defaults)),
        Action::Update,
        Resource::Product(Some(brand)),
        &[
            "Change products: not allowed.",
            "The role “Member / Write” allows this.",
            "Role And Permissions are “Not Set”; the Default Access Control Settings leave this out.",
        ],
        &[
            "商品の変更：許可されていません。",
            "役割「メンバー / 書き込み」で認められています。",
            "ロールと権限は「未設定」です。デフォルトのアクセス制御設定に含まれていません。",
        ],
    );
}

#[test]
fn req_m06_not_set_without_defaults_leaves_nothing_out() {
    let writer = grant(Role::Member, Some(Permission::Write));
    why(
        &Grants::of(Kind::Maker.preset(), &writer),
        Action::Update,
        Resource::Product(Some(Uuid::from_u128(1))),
        &[
            "Change products: allowed.",
            "The role “Member / Write” allows this.",
            "Nothing restricts this role further.",
            "The Brand Access Settings are “Default”: all brands.",
        ],
        &[
            "商品の変更：許可されています。",
            "役割「メンバー / 書き込み」で認められています。",
            "この役割をさらに制限する設定はありません。",
            "ブランドアクセス設定は「デフォルト」（すべてのブランド）です。",
        ],
    );
    let explanation =
        explain(&Grants::of(Kind::Maker.preset(), &writer), Action::Update, &Resource::Product(None), at(0));
    assert!(explanation.steps.iter().all(|step| step.lets_through()));
}

#[test]
fn req_m10_without_a_role_nothing_is_allowed() {
    let nobody = Grant::default();
    let grants = Grants::of(Kind::Buyer.preset(), &nobody);
    why(
        &grants,
        Action::List,
        Resource::ANY_MEMBER,
        &["List members: not allowed.", "This person has no role here."],
        &["メンバーの一覧表示：許可されていません。", "この組織での役割がありません。"],
    );
    let explanation = explain(&grants, Action::List, &Resource::ANY_MEMBER, at(0));
    assert!(!explanation.steps.iter().any(|step| step.lets_through() || step.gives()));
}

#[test]
fn req_m10_exchange_teams() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut member = grant(Role::Member, None);
    member.reach.teams = vec![own];
    let grants = Grants::of(Kind::Exchange.preset(), &member);
    let role = ["The role “Member” allows this.", "役割「メンバー」で認められています。"];
    why(
        &grants,
        Action::Read,
        Resource::Team(Some(own)),
        &["See teams: allowed.", role[0], "This person is in the team."],
        &["チームの閲覧：許可されています。", role[1], "このチームに所属しています。"],
    );
    why(
        &grants,
        Action::Read,
        Resource::Team(Some(other)),
        &["See teams: not allowed.", role[0], "This person is not in the team."],
        &["チームの閲覧：許可されていません。", role[1], "このチームに所属していません。"],
    );
}

#[test]
fn req_m10_exchange_a_member_deletes_a_deal() {
    let account = Uuid::from_u128(1);
    let mut member = grant(Role::Member, None);
    member.reach.accounts = vec![AccountAccess { account, role: AccountRole::Editor }];
    why(
        &Grants::of(Kind::Exchange.preset(), &member),
        Action::Delete,
        Resource::Deal(Some(account)),
        &[
            "Delete deals: not allowed.",
            "The role “Member” allows this.",
            "The account role “Editor” does not allow this.",
        ],
        &[
            "取引の削除：許可されていません。",
            "役割「メンバー」で認められています。",
            "アカウントでの役割「編集者」では認められていません。",
        ],
    );
}

#[test]
fn req_m10_customer_the_sellers_manager_looks() {
    let manager = grant(Role::Manager, None);
    why(
        &Grants::from_above(Kind::Customer.preset(), &manager),
        Action::List,
        Resource::ANY_MEMBER,
        &["List members: allowed.", "The role “Manager” at the seller allows this at its customers."],
        &[
            "メンバーの一覧表示：許可されています。",
            "セラーでの役割「マネージャー」により、カスタマーでもこの操作が認められています。",
        ],
    );
}

#[test]
fn req_m10_seller_after_the_last_day() {
    let ended = Grant { access_ends_at: Some(at(1_700_000_000)), ..grant(Role::Admin, None) };
    why(
        &Grants::of(Kind::Seller.preset(), &ended),
        Action::Create,
        Resource::Customer,
        &["Register customers: not allowed.", "Access ended on 2023-11-14 22:13 UTC."],
        &["カスタマーの登録：許可されていません。", "アクセスは2023-11-14 22:13 UTCに終了しました。"],
    );
}

#[test]
fn req_m07_metering_deny_wins() {
    let custom = [Policy {
        name: "No deleting".into(),
        statements: vec![Statement {
            effect: Effect::Deny,
            action: ActionPattern::One(Action::Delete),
            resource: ResourcePattern::One(ResourceKind::Product),
        }],
    }];
    let person = Grant { policies: vec!["administrator".into(), "No deleting".into()], ..Grant::default() };
    let grants = Grants::of(Kind::Metering.preset(), &person).with_policies(&custom);
    why(
        &grants,
        Action::Delete,
        Resource::Product(None),
        &[
            "Delete products: not allowed.",
            "The policy “Administrator” allows this.",
            "The policy “No deleting” denies this, and a denial always wins.",
        ],
        &[
            "商品の削除：許可されていません。",
            "ポリシー「管理者」で許可されています。",
            "ポリシー「No deleting」で拒否されています。拒否は常に優先されます。",
        ],
    );
    let gone = Grant { policies: vec!["administrator".into(), "gone".into()], ..Grant::default() };
    let explanation =
        explain(&Grants::of(Kind::Metering.preset(), &gone), Action::Read, &Resource::Product(None), at(0));
    assert!(!explanation.decision.is_allowed(), "what cannot be found might have denied");
}

#[test]
fn req_m13_suspended_people_are_out() {
    let owner = grant(Role::Owner, Some(Permission::Admin));
    let grants = Grants::of(Kind::Maker.preset(), &owner).while_suspended(true);
    why(
        &grants,
        Action::Read,
        Resource::Organization,
        &["See the organization: not allowed.", "This person is suspended."],
        &["組織の閲覧：許可されていません。", "この方は停止中です。"],
    );
}

#[test]
fn sec_r02_an_explanation_names_who_stands_above() {
    let admin = grant(Role::Member, Some(Permission::Admin));
    let owner = Person { role: Some(Role::Owner), owner_rank: true, ..Person::default() };
    why(
        &Grants::of(Kind::Maker.preset(), &admin),
        Action::Delete,
        Resource::Member(owner),
        &[
            "Remove members: not allowed.",
            "The role “Member / Admin” allows this.",
            "The other person stands higher (Owner).",
        ],
        &[
            "メンバーの削除：許可されていません。",
            "役割「メンバー / 管理」で認められています。",
            "対象の方のほうが上位です（オーナー）。",
        ],
    );
}

#[test]
fn req_m04_an_explanation_says_who_hands_over() {
    let owner = grant(Role::Owner, Some(Permission::Admin));
    let role = ["The role “Owner / Admin” allows this.", "役割「オーナー / 管理」で認められています。"];
    let maker = Grants::of(Kind::Maker.preset(), &owner);
    why(
        &maker,
        Action::HandOver,
        Resource::PrimaryOwner,
        &["Change the primary owner: not allowed.", role[0], "Only the Primary Owner may hand this over."],
        &["プライマリーオーナーの変更：許可されていません。", role[1], "譲渡できるのはプライマリーオーナーだけです。"],
    );
    why(
        &maker.as_primary_owner(true),
        Action::HandOver,
        Resource::PrimaryOwner,
        &["Change the primary owner: allowed.", role[0], "This person may hand this over."],
        &["プライマリーオーナーの変更：許可されています。", role[1], "この方は譲渡できます。"],
    );
}

/// Every step has its own sentence, so that no two reasons look the same.
#[test]
fn req_m10_no_two_steps_read_the_same() {
    use shared::access::{Features, Step};
    let end = at(0);
    let mut steps = vec![
        Step::Suspended,
        Step::Everybody,
        Step::NoPolicy,
        Step::PrimaryOwnerStays,
        Step::NotInKind { kind: Kind::Buyer.preset().label },
        Step::PolicyUnknown { name: "x" },
        Step::Outranked { role: Some(Role::Owner) },
        Step::Role { role: None, permission: None, allows: false },
        Step::Account { role: None, allows: false },
        Step::Brand { default: true, within: true },
        Step::Features { features: Features::NotSet, allows: true },
    ];
    for yes in [true, false] {
        steps.extend([
            Step::End { end, over: yes },
            Step::FromAbove { role: Some(Role::Admin), allows: yes },
            Step::Role { role: Some(Role::Member), permission: None, allows: yes },
            Step::Features { features: Features::Own, allows: yes },
            Step::Features { features: Features::Default, allows: yes },
            Step::Policy { name: "x", managed: None, effect: yes.then_some(Effect::Allow) },
            Step::Brand { default: false, within: yes },
            Step::Account { role: Some(AccountRole::Editor), allows: yes },
            Step::Team { within: yes },
            Step::HandOver { allowed: yes },
        ]);
    }
    steps.push(Step::Policy { name: "x", managed: None, effect: Some(Effect::Deny) });
    for language in Language::ALL {
        let mut sentences: Vec<String> = steps.iter().map(|step| step.sentence(language)).collect();
        sentences.sort();
        let count = sentences.len();
        sentences.dedup();
        assert_eq!(sentences.len(), count);
    }
}

#[test]
fn req_m10_what_gives_and_what_only_lets_through() {
    let gives = |kind: Kind, grant: &Grant, action, resource| {
        let grants = Grants::of(kind.preset(), grant);
        explain(&grants, action, &resource, at(0)).steps.iter().map(|step| step.gives()).collect::<Vec<_>>()
    };
    let member = grant(Role::Member, Some(Permission::Write));
    assert_eq!(gives(Kind::Buyer, &member, Action::Leave, Resource::ANY_MEMBER), [true], "everybody may leave");
    let policies = Grant { policies: vec!["administrator".into(), "read_only".into()], ..Grant::default() };
    let list = gives(Kind::Metering, &policies, Action::List, Resource::Product(None));
    assert!(list.contains(&true), "{list:?}");
    assert_eq!(gives(Kind::Metering, &Grant::default(), Action::Create, Resource::Invitation), [false]);
}
