//! Steps of invitations and memberships, seats, owners, and what an organization may change about its kind.

use crate::{at, errors};
use shared::{
    Field, FieldError, Grant, Kind, Refusal, Role,
    access::{PolicyDraft, StatementDraft},
    invitation,
    kind::{AccessEndRule, Overrides},
    member,
    owners::{Standing, check, hand_over},
    seats::{MAX_BOUGHT, Seats},
};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[test]
fn req_i08_steps_of_an_invitation() {
    use invitation::{Facts, Status};
    let open = Facts::sent(at(100));
    assert_eq!(open.accept(at(99)).map(|facts| facts.accepted_at), Ok(Some(at(99))));
    assert_eq!(open.accept(at(100)), Err(Status::Expired), "not in the instant in which it expires");
    for over in [open.decline(at(10)), open.revoke(at(10)), open.accept(at(10))] {
        let Ok(over) = over else { unreachable!() };
        let standing = invitation::status(&over, at(20));
        assert_eq!(over.accept(at(20)), Err(standing));
        assert_eq!(over.decline(at(20)), Err(standing));
        assert_eq!(over.revoke(at(20)), Err(standing));
        assert_eq!(over.resend(at(500), at(20)), Err(standing));
    }
    assert_eq!(open.resend(at(500), at(50)).map(|facts| facts.expires_at), Ok(at(500)));
    assert_eq!(open.resend(at(500), at(100)), Err(Status::Expired));
    assert_eq!(open.invite_again(at(500), at(50)), Err(Status::Pending));
    assert_eq!(open.invite_again(at(500), at(100)), Ok(Facts::sent(at(500))));
    assert_eq!(open.accept(at(1)).and_then(|facts| facts.invite_again(at(500), at(2))), Err(Status::Accepted));
    assert!(open.revoke(at(1)).and_then(|facts| facts.invite_again(at(500), at(2))).is_ok());
}

#[test]
fn req_i14_one_reminder_for_long_links() {
    let week = invitation::Facts::sent(at(7 * DAY));
    let due = |facts: &invitation::Facts, reminded, now| facts.reminder_due(at(0), reminded, at(now));
    assert!(!due(&week, None, 5 * DAY - 1));
    assert!(due(&week, None, 5 * DAY));
    assert!(!due(&week, Some(at(5 * DAY)), 6 * DAY), "once");
    assert!(due(&week, Some(at(DAY)), 5 * DAY), "one sent by hand long before does not replace it");
    assert!(!week.reminder_due(at(DAY), None, at(6 * DAY)), "six days are too short to be reminded of");
    let resent = invitation::Facts::sent(at(9 * DAY));
    assert!(
        resent.reminder_due(at(2 * DAY), Some(at(DAY)), at(7 * DAY)),
        "a reminder of before was about another link"
    );
    assert!(
        !resent.reminder_due(at(2 * DAY), Some(at(7 * DAY)), at(8 * DAY)),
        "one sent exactly 48 hours before was the one"
    );
    assert!(!due(&week, None, 7 * DAY), "over");
    assert!(!due(&invitation::Facts::sent(at(48 * HOUR)), None, HOUR), "short links are not reminded of");
    let Ok(revoked) = week.revoke(at(DAY)) else { unreachable!() };
    assert!(!due(&revoked, None, 6 * DAY));
}

#[test]
fn req_m13_steps_of_a_membership() {
    use member::{Facts, Status};
    let active = Facts::joined(Some(at(100)));
    let Ok(suspended) = active.suspend(at(10)) else { unreachable!() };
    assert_eq!(suspended.suspend(at(11)), Err(Status::Suspended));
    assert_eq!(suspended.reactivate(at(20)), Ok(active));
    assert_eq!(suspended.reactivate(at(100)), Err(Status::Ended));
    assert_eq!(active.reactivate(at(20)), Err(Status::Active));
    assert_eq!(active.suspend(at(100)), Err(Status::Ended));
    assert_eq!(active.restore(at(20)), Err(Status::Active));
    let Ok(removed) = suspended.remove(at(30)) else { unreachable!() };
    assert_eq!(removed.remove(at(31)), Err(Status::Removed));
    assert_eq!(removed.suspend(at(31)), Err(Status::Removed));
    assert_eq!(removed.end_at(None, at(31)), Err(Status::Removed));
    assert_eq!(removed.restore(at(40)), Ok(suspended), "a suspension is not undone by a removal");
    assert_eq!(active.end_at(None, at(100)).map(|facts| member::status(&facts, at(100))), Ok(Status::Active));
}

#[test]
fn req_m05_one_notice_a_week_before_the_end() {
    let facts = member::Facts::joined(Some(at(30 * DAY)));
    assert!(!facts.notice_due(None, at(23 * DAY - 1)));
    assert!(facts.notice_due(None, at(23 * DAY)));
    assert!(!facts.notice_due(Some(at(23 * DAY)), at(24 * DAY)));
    assert!(!facts.notice_due(None, at(30 * DAY)));
    assert!(!member::Facts::joined(None).notice_due(None, at(0)));
}

#[test]
fn req_k06_fifteen_are_included_then_five_hundred_yen() {
    let rule = Kind::Maker.preset().seats;
    let mut seats = Seats::default();
    for _ in 0..15 {
        seats = seats.reserve(rule).unwrap_or_default();
    }
    assert_eq!((seats.reserved, seats.free(rule), seats.yen_per_month(rule)), (15, Some(0), 0));
    assert_eq!(seats.reserve(rule), Err(Refusal::NoSeat));
    let Ok(bought) = seats.buy(1, rule) else { unreachable!() };
    assert_eq!(bought.yen_per_month(rule), 500);
    let Ok(full) = bought.reserve(rule) else { unreachable!() };
    assert_eq!(full.buy(0, rule), Err(Refusal::NoSeat), "slots that are taken cannot be given back");
    assert_eq!(full.take(rule), Err(Refusal::NoSeat));
    assert_eq!(full.release().buy(0, rule).map(|seats| seats.bought), Ok(0));
    assert_eq!(full.take_reserved(), Seats { bought: 1, used: 1, reserved: 15 });
    assert_eq!(full.release().take(rule), Ok(Seats { bought: 1, used: 1, reserved: 15 }));
    assert_eq!(full.take_reserved().give_back(), Seats { bought: 1, used: 0, reserved: 15 });
    assert_eq!(Seats::default().buy(MAX_BOUGHT + 1, rule), Err(Refusal::NoSeat));
    assert_eq!(Seats { bought: MAX_BOUGHT, ..Seats::default() }.yen_per_month(rule), 50_000_000);
    let unlimited = Seats { used: 1_000_000, ..Seats::default() };
    assert_eq!((unlimited.free(None), unlimited.total(None), unlimited.reserve(None).is_ok()), (None, None, true));
    assert_eq!(unlimited.yen_per_month(None), 0);
    assert!(unlimited.buy(3, None).is_ok() && Seats::default().buy(MAX_BOUGHT, rule).is_ok());
}

fn person(role: Role, primary: bool) -> Standing {
    Standing { grant: Grant { role: Some(role), ..Grant::default() }, primary, facts: member::Facts::joined(None) }
}

#[test]
fn req_m04_an_owner_always_remains() {
    let preset = Kind::Buyer.preset();
    let mut people = vec![person(Role::Owner, true), person(Role::Owner, false), person(Role::Member, false)];
    assert_eq!(check(preset, &people, at(0)), Ok(()));
    people[1].facts.access_ends_at = Some(at(100));
    assert_eq!(check(preset, &people, at(0)), Ok(()));
    people[0].facts.suspended_at = Some(at(0));
    assert_eq!(check(preset, &people, at(0)), Err(Refusal::LastOwner), "an owner whose access ends does not count");
    assert_eq!(check(preset, &[], at(0)), Err(Refusal::LastOwner));
    let without_primary = [person(Role::Owner, false)];
    assert_eq!(check(preset, &without_primary, at(0)), Err(Refusal::LastOwner));
    assert_eq!(check(Kind::Exchange.preset(), &without_primary, at(0)), Ok(()));
    let two = [person(Role::Owner, true), person(Role::Owner, true)];
    assert_eq!(check(preset, &two, at(0)), Err(Refusal::LastOwner));
    let demoted = [person(Role::Owner, true), person(Role::Member, true)];
    assert_eq!(check(preset, &demoted, at(0)), Err(Refusal::LastOwner), "the Primary Owner is an Owner");
}

#[test]
fn req_m04_handing_over_keeps_the_old_one_an_owner() {
    let preset = Kind::Maker.preset();
    let mut people = vec![person(Role::Owner, true), person(Role::Owner, false), person(Role::Member, false)];
    assert_eq!(hand_over(preset, &mut people, 2, at(0)), Err(Refusal::Forbidden));
    assert_eq!(hand_over(preset, &mut people, 3, at(0)), Err(Refusal::NotFound));
    assert_eq!(hand_over(preset, &mut people, 1, at(0)), Ok(()));
    assert_eq!(people.iter().map(|person| person.primary).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(people[0].grant.role, Some(Role::Owner));
    assert_eq!(check(preset, &people, at(0)), Ok(()));
    assert_eq!(hand_over(Kind::Exchange.preset(), &mut people, 0, at(0)), Err(Refusal::Forbidden));
}

#[test]
fn req_k01_overrides_are_bounded() {
    let link = |seconds| Overrides { link_valid_seconds: Some(seconds), ..Overrides::default() };
    let out = Err(errors(&[(Field::LinkValid, FieldError::OutOfRange { min: 1, max: 90 * 24 })]));
    assert_eq!(link(3599).check(), out);
    assert_eq!(link(3600).check(), Ok(()));
    assert_eq!(link(90 * 24 * 3600).check(), Ok(()));
    assert_eq!(link(90 * 24 * 3600 + 1).check(), out);
    assert_eq!(Kind::Buyer.preset().with(&link(3599)).link_valid_seconds, 14 * 24 * 3600, "out of bounds is left out");
    let required = Overrides { access_end: Some(AccessEndRule::Required), ..Overrides::default() };
    assert_eq!(Kind::Buyer.preset().with(&required).access_end, AccessEndRule::Required);
    for (zone, good) in [
        ("Asia/Tokyo", true),
        ("America/Argentina/Ushuaia", true),
        ("UTC", true),
        ("Etc/GMT+9", true),
        ("", false),
        ("Asia/", false),
        ("../etc", false),
        ("Asia Tokyo", false),
    ] {
        let overrides = Overrides { time_zone: Some(zone.into()), ..Overrides::default() };
        assert_eq!(overrides.check().is_ok(), good, "{zone}");
    }
}

#[test]
fn req_m07_policies_are_checked() {
    let statement = |effect: &str, action: &str, resource: &str| StatementDraft {
        effect: effect.into(),
        action: action.into(),
        resource: resource.into(),
    };
    let policy = |name: &str, statements: Vec<StatementDraft>| PolicyDraft { name: name.into(), statements };
    let good = statement("allow", "config:create", "orgUserInvitation");
    assert!(policy("Inviting", vec![good.clone(), statement("deny", "*", "*")]).check().is_ok());
    assert_eq!(policy("administrator", vec![good.clone()]).check(), Err(errors(&[(Field::Name, FieldError::Taken)])));
    assert_eq!(
        policy("", vec![]).check(),
        Err(errors(&[(Field::Name, FieldError::Missing), (Field::Statements, FieldError::Missing)]))
    );
    for bad in [
        statement("ALLOW", "*", "*"),
        statement("allow", "config:*", "*"),
        statement("allow", "*", "orguser"),
        statement("allow", " *", "*"),
        statement("", "", ""),
    ] {
        assert_eq!(policy("X", vec![bad]).check(), Err(errors(&[(Field::Statements, FieldError::NotAChoice)])));
    }
    assert!(policy("X", vec![good.clone(); 100]).check().is_ok());
    assert_eq!(
        policy("X", vec![good; 101]).check(),
        Err(errors(&[(Field::Statements, FieldError::OutOfRange { min: 1, max: 100 })]))
    );
}
