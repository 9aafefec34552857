//! What an entry says, in both languages.

use super::{actor, changes, happened, rest};
use crate::{
    AccountRole, Language,
    access::{Action, ActionPattern, Effect, PartSort, ResourceKind, ResourcePattern, Statement},
    texts::{access, settings},
    views::{Actor, Change, Happened, Moment, Told},
};
use Language::{En, Ja};

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn happening(action: &str, part: Option<PartSort>, actor: Actor) -> Happened {
    Happened { at: at("2026-12-06T19:22:54+09:00"), action: action.to_owned(), part, about: None, address: None, actor }
}

fn text(text: &str) -> Vec<Told> {
    vec![Told::Text(text.to_owned())]
}

fn lines(language: Language, action: &str, of: &[Change]) -> Vec<String> {
    changes(language, action, of).iter().map(ToString::to_string).collect()
}

fn said(language: Language, field: &str, before: Option<Vec<Told>>, after: Option<Vec<Told>>) -> Vec<String> {
    lines(language, "member.changed", &[Change { field: field.to_owned(), before, after }])
}

#[test]
fn req_m11_times_read_as_times() {
    let expiry = Some(vec![Told::At(at("2026-12-06T19:22:54.580223+09:00"))]);
    assert_eq!(said(En, "expires_at", None, expiry.clone()), ["Expiry: 6 Dec 2026, 19:22"]);
    assert_eq!(said(Ja, "expires_at", None, expiry), ["有効期限：2026年12月6日 19:22"]);
    let end = Some(vec![Told::At(at("2026-12-01T00:00:00+09:00"))]);
    let change = said(En, "access_ends_at", Some(vec![Told::Unset]), end);
    assert_eq!(change, ["Access end date: – → 30 Nov 2026"], "an end at midnight is the day before");
    let hours = said(En, "link_valid_seconds", Some(vec![Told::Unset]), Some(text("86400")));
    assert_eq!(hours, [format!("Link validity (hours): {} → 24", settings::kind_default(En))]);
}

#[test]
fn req_m11_what_was_made_or_deleted_has_one_side_and_what_changed_two() {
    assert_eq!(said(En, "role", None, Some(text("member"))), ["Role: Member"]);
    assert_eq!(said(En, "role", Some(text("member")), None), ["Role: Member"]);
    assert_eq!(said(En, "role", Some(text("member")), Some(text("owner"))), ["Role: Member → Owner"]);
    assert_eq!(said(En, "teams", Some(vec![]), Some(text("Night shift"))), ["Teams: – → Night shift"]);
    let brands = said(Ja, "brands", Some(vec![Told::Unset]), Some(text("Tidewater")));
    assert_eq!(brands, ["ブランド：デフォルト（全ブランド） → Tidewater"]);
    let account = Told::Account("North desk".to_owned(), AccountRole::Editor);
    assert_eq!(said(En, "accounts", None, Some(vec![account])), ["Accounts: North desk (Editor)"]);
    assert_eq!(said(En, "language", None, Some(text("en ja"))), ["Language: English, Japanese"]);
}

#[test]
fn req_m11_what_matters_most_is_said_first() {
    let change = |field: &str, after| Change { field: field.to_owned(), before: None, after: Some(text(after)) };
    let told = [change("language", "ja"), change("permission", "write"), change("role", "member")];
    assert_eq!(lines(Ja, "invitation.sent", &told), ["役割：メンバー", "権限：書き込み", "言語：日本語"]);
}

#[test]
fn req_m11_a_policy_is_told_line_by_line_in_the_words_of_its_list() {
    let line = |effect, action, resource| Statement { effect, action, resource };
    let create = line(Effect::Allow, ActionPattern::One(Action::Create), ResourcePattern::One(ResourceKind::Product));
    let delete = line(Effect::Deny, ActionPattern::One(Action::Delete), ResourcePattern::Any);
    let told = |lines: &[Statement]| Some(lines.iter().copied().map(Told::Statement).collect::<Vec<_>>());
    let words = |line| access::statement(En, &line);
    assert_eq!(said(En, "statements", None, told(&[create, delete])), ["Statements:", &words(create), &words(delete)],);
    assert_eq!(
        said(En, "statements", told(&[create]), told(&[delete])),
        ["Statements:".to_owned(), format!("Removed: {}", words(create)), format!("Added: {}", words(delete))],
    );
}

#[test]
fn req_m11_a_part_is_called_what_it_is() {
    for (part, en, ja) in [
        (PartSort::Brand, "Brand created", "ブランドを作成"),
        (PartSort::ExchangeAccount, "Account created", "アカウントを作成"),
        (PartSort::Team, "Team created", "チームを作成"),
    ] {
        let what = happening("part.created", Some(part), Actor::Nobody);
        assert_eq!((happened(En, &what).as_str(), happened(Ja, &what).as_str()), (en, ja));
    }
    let words = |action| happened(En, &happening(action, Some(PartSort::Team), Actor::Nobody));
    assert_eq!(words("part.renamed"), "Team renamed");
    assert_eq!(words("part.archived"), "Team archived");
    assert_eq!(words("part.restored"), "Team taken back into use");
}

#[test]
fn req_m11_where_nobody_was_signed_in_it_says_whether_the_clock_or_a_link_did_it() {
    let nobody = |language, action| actor(language, &happening(action, None, Actor::Nobody));
    assert_eq!(nobody(En, "invitation.reminded").as_deref(), Some("Usher (automatic)"));
    assert_eq!(nobody(Ja, "member.end_noticed").as_deref(), Some("Usher（自動）"));
    for action in ["invitation.declined", "invitation.requested", "invitation.stopped", "invitation.allowed"] {
        assert_eq!(nobody(En, action).as_deref(), Some("By the link"));
        assert_eq!(nobody(Ja, action).as_deref(), Some("リンクから"));
    }
    assert_eq!(nobody(En, "organization.created").as_deref(), Some("Operator"));
    assert_eq!(nobody(En, "member.changed"), None);
    let person = happening("invitation.reminded", None, Actor::Person("Hanako Sato".to_owned()));
    assert_eq!(actor(En, &person).as_deref(), Some("Hanako Sato"));
}

#[test]
fn req_m12_a_line_says_to_whom_and_by_whom() {
    let line = |language, about: Option<&str>, actor| {
        let about = about.map(str::to_owned);
        rest(language, &Happened { about, ..happening("invitation.declined", None, actor) }).join(" · ")
    };
    let hanako = || Actor::Person("Hanako Sato".to_owned());
    assert_eq!(line(En, Some("mina@ito.example"), hanako()), "mina@ito.example · by Hanako Sato");
    assert_eq!(line(Ja, Some("伊藤 美奈"), hanako()), "伊藤 美奈 · 実行者：Hanako Sato");
    assert_eq!(line(En, Some("Hanako Sato"), hanako()), "Hanako Sato");
    assert_eq!(line(En, Some("Mina Ito"), Actor::Nobody), "Mina Ito · By the link");
    assert_eq!(rest(En, &happening("member.changed", None, Actor::Nobody)), Vec::<String>::new());
    let (about, address) = (Some("Mina Ito".to_owned()), Some("mina@ito.example".to_owned()));
    let named = Happened { about, address, ..happening("invitation.sent", None, hanako()) };
    assert_eq!(rest(En, &named), ["Mina Ito", "mina@ito.example", "by Hanako Sato"]);
}
