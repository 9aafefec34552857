//! Where invitations and memberships stand.

use crate::at;
use shared::{invitation, member};

#[test]
fn req_i06_an_invitation_has_exactly_one_status() {
    use invitation::{Facts, Status, status};
    let facts = Facts { accepted_at: None, declined_at: None, revoked_at: None, expires_at: at(100) };
    assert_eq!(status(&facts, at(99)), Status::Pending);
    assert_eq!(status(&facts, at(100)), Status::Expired, "the moment the expiry passes");
    for (facts, expected) in [
        (Facts { accepted_at: Some(at(50)), ..facts }, Status::Accepted),
        (Facts { declined_at: Some(at(50)), ..facts }, Status::Declined),
        (Facts { revoked_at: Some(at(50)), ..facts }, Status::Revoked),
    ] {
        assert_eq!(status(&facts, at(60)), expected);
        assert_eq!(status(&facts, at(1000)), expected, "what a person did outlasts the expiry");
    }
}

#[test]
fn req_m01_a_membership_has_exactly_one_status() {
    use member::{Facts, Status, status};
    let facts = Facts::default();
    assert_eq!(status(&facts, at(0)), Status::Active);
    let ending = Facts { access_ends_at: Some(at(100)), ..facts };
    assert_eq!(status(&ending, at(99)), Status::Active);
    assert_eq!(status(&ending, at(100)), Status::Ended);
    let suspended = Facts { suspended_at: Some(at(10)), ..ending };
    assert_eq!(status(&suspended, at(50)), Status::Suspended);
    assert_eq!(status(&suspended, at(100)), Status::Ended);
    assert_eq!(status(&Facts { removed_at: Some(at(10)), ..suspended }, at(100)), Status::Removed);
}
