//! What the columns of a file of invitations mean (I12).

use shared::{
    Field, FieldError, Grant, Kind, Permission, Role,
    access::{BrandSetting, Catalog, Grants, Named, RoleSet},
    invitation::{Draft, Sheet},
    role::AccountRole,
};
use uuid::Uuid;

fn cells(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

/// The one draft of a line below this heading.
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
fn row(kind: Kind, heading: &str, line: &str) -> Draft {
    let (sheet, named) = Sheet::begin(kind.preset(), &cells(heading), 1).unwrap();
    assert!(named, "{heading}");
    let mut drafts = sheet.drafts(kind.preset(), &cells(line), 2).unwrap();
    assert_eq!(drafts.len(), 1, "{line}");
    drafts.remove(0)
}

fn thing(number: u128, name: &str) -> Named {
    Named { id: Uuid::from_u128(number), name: name.to_owned() }
}

fn catalog() -> Catalog {
    let (set, setting) = (thing(1, "Shop: orders"), thing(2, "Linen only"));
    Catalog {
        role_sets: vec![RoleSet { id: set.id, name: set.name, features: shared::access::Operations::NONE }],
        brand_settings: vec![BrandSetting { id: setting.id, name: setting.name, brands: Vec::new() }],
        accounts: vec![thing(3, "Osaka"), thing(4, "Berlin: North")],
        teams: vec![thing(5, "Night shift"), thing(6, "東チーム")],
        ..Catalog::default()
    }
}

#[test]
fn req_i12_a_file_has_the_columns_of_the_invite_form() {
    let columns = |kind: Kind| Sheet::columns(kind.preset()).map(Field::name).collect::<Vec<_>>().join(" ");
    assert_eq!(columns(Kind::Buyer), "address role permission language access_ends_on");
    assert_eq!(columns(Kind::Maker), "address role permission brand_access role_set language access_ends_on");
    assert_eq!(columns(Kind::Exchange), "address role accounts teams language access_ends_on");
    assert_eq!(columns(Kind::Seller), "address role identity_provider family_name given_name language access_ends_on");
    assert_eq!(
        columns(Kind::Metering),
        "address policies family_name given_name phone language access_ends_on expires_on"
    );
}

#[test]
fn req_i12_lists_accounts_and_teams_are_chosen_by_name_through_the_one_check() {
    let owner = Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let check = |kind: Kind, draft: &Draft| draft.check_among(&Grants::of(kind.preset(), &owner), &catalog(), today);

    let heading = "email,System Role,System Permission,Brand Access Settings,Role And Permissions";
    let draft = row(Kind::Maker, heading, "a@x.example,Member,Write,LINEN ONLY,shop: orders");
    let offer = check(Kind::Maker, &draft).unwrap();
    assert_eq!((offer.grant.role, offer.grant.permission), (Some(Role::Member), Some(Permission::Write)));
    assert_eq!(offer.assignment.brand_setting, Some(Uuid::from_u128(2)));
    assert_eq!(offer.assignment.role_set, Some(Uuid::from_u128(1)));

    // What is there without a choice has a name as well, in both languages.
    for line in ["a@x.example,member,write,Default,Not Set", "a@x.example,メンバー,書き込み,デフォルト,未設定"]
    {
        let offer = check(Kind::Maker, &row(Kind::Maker, heading, line)).unwrap();
        assert_eq!((offer.assignment.brand_setting, offer.assignment.role_set), (None, None), "{line}");
    }

    let draft = row(
        Kind::Exchange,
        "address,accounts,teams",
        "a@x.example,Osaka: Editor; berlin: north:閲覧者,東チーム|night shift",
    );
    let offer = check(Kind::Exchange, &draft).unwrap();
    let accounts: Vec<_> =
        offer.assignment.accounts.iter().map(|access| (access.account.as_u128(), access.role)).collect();
    assert_eq!(accounts, [(3, AccountRole::Editor), (4, AccountRole::Viewer)]);
    assert_eq!(offer.assignment.teams, [Uuid::from_u128(5), Uuid::from_u128(6)]);

    let draft = row(Kind::Seller, "address,identity_provider", "a@x.example,Custom User Database");
    assert_eq!(draft.identity_provider, "local");

    // A name that nothing has is refused in its own column.
    for (kind, heading, line, field) in [
        (Kind::Maker, "address,role_set", "a@x.example,Nothing", Field::RoleSet),
        (Kind::Exchange, "address,accounts", "a@x.example,Nowhere: Editor", Field::Accounts),
        (Kind::Exchange, "address,accounts", "a@x.example,Osaka: Emperor", Field::Accounts),
        (Kind::Exchange, "address,accounts", "a@x.example,Osaka", Field::Accounts),
        (Kind::Exchange, "address,teams", "a@x.example,Nobody", Field::Teams),
        (Kind::Buyer, "address,teams", "a@x.example,Night shift", Field::Teams),
    ] {
        let refused = check(kind, &row(kind, heading, line)).unwrap_err();
        assert_eq!(refused.of(field), Some(&FieldError::NotAChoice), "{line}");
    }
}

#[test]
fn req_i12_roles_stand_beside_addresses_without_a_heading_too() {
    let read = |kind: Kind, line: &str| {
        let (sheet, named) = Sheet::begin(kind.preset(), &cells(line), 1).unwrap();
        assert!(!named);
        sheet.drafts(kind.preset(), &cells(line), 1).unwrap()
    };
    let drafts = read(Kind::Buyer, "a@x.example, Owner");
    assert_eq!((drafts.len(), drafts[0].role.as_str()), (1, "owner"));
    // "Admin" is a permission where it is one, and a role where it is one.
    let drafts = read(Kind::Buyer, "Admin,a@x.example,メンバー");
    assert_eq!((drafts[0].role.as_str(), drafts[0].permission.as_str()), ("member", "admin"));
    assert_eq!(read(Kind::Seller, "a@x.example,管理者")[0].role, "admin");
    assert_eq!(read(Kind::Metering, "a@x.example,Read only;Administrator")[0].policies, ["read_only", "administrator"]);
    // What names nothing is a row of its own, to be refused with its reason.
    let drafts = read(Kind::Buyer, "a@x.example,Emperor");
    assert_eq!(drafts.iter().map(|draft| draft.address.as_str()).collect::<Vec<_>>(), ["a@x.example", "Emperor"]);
    // Two addresses beside one role: nobody can tell whose it is.
    assert_eq!(read(Kind::Buyer, "a@x.example,b@x.example,Owner").len(), 3);
}
