//! Owners: at least one always remains, and exactly one is primary where the kind has one (M4).

use crate::{
    Grant, Preset, Refusal,
    member::{self, Status, status},
};
use chrono::{DateTime, Utc};

/// A membership as far as these rules look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What the person holds; its end is in the facts.
    pub grant: Grant,
    /// Whether the person is the Primary Owner.
    pub primary: bool,
    /// What happened to the membership.
    pub facts: member::Facts,
}

impl Standing {
    /// Whether this person keeps an organization in good hands: Owner-rank, active, and without an end date.
    pub fn keeps(&self, preset: &Preset, now: DateTime<Utc>) -> bool {
        self.grant.is_owner_rank(preset)
            && self.facts.access_ends_at.is_none()
            && status(&self.facts, now) == Status::Active
    }
}

/// Checks the people of an organization after a change, whatever the change was: leaving, demoting,
/// suspending, an end date, closing an account. The caller holds the organization's lock.
///
/// # Errors
/// `LastOwner`, if nobody would be left to keep it, or the Primary Owner would not be one of those who do.
pub fn check<'a>(
    preset: &Preset,
    after: impl IntoIterator<Item = &'a Standing>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let (mut keepers, mut primaries, mut others) = (0_u32, 0_u32, 0_u32);
    for person in after {
        let keeps = person.keeps(preset, now);
        keepers += u32::from(keeps);
        primaries += u32::from(person.primary && keeps);
        others += u32::from(person.primary && !keeps);
    }
    let primary = preset.primary_owner.is_none() || (primaries == 1 && others == 0);
    if keepers > 0 && primary { Ok(()) } else { Err(Refusal::LastOwner) }
}

/// Checks one person's change among the people who would keep the organization besides. Cheaper than
/// [`check`], and it asks nothing of an organization that nobody kept before: a new customer (M4).
///
/// # Errors
/// `PrimaryOwnerStays`, if the Primary Owner would no longer keep it; `LastOwner`, if nobody would.
pub fn check_change(
    preset: &Preset,
    before: &Standing,
    after: &Standing,
    others_keep: bool,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if after.keeps(preset, now) {
        Ok(())
    } else if before.primary && preset.primary_owner.is_some() {
        Err(Refusal::PrimaryOwnerStays)
    } else if before.keeps(preset, now) && !others_keep {
        Err(Refusal::LastOwner)
    } else {
        Ok(())
    }
}

/// Passes on being Primary Owner; the new one has confirmed. The old one stays Owner.
///
/// # Errors
/// `NotFound` for people that are not there, `Forbidden` where the kind has no Primary Owner or the new one
/// is not an Owner who stays.
pub fn hand_over(preset: &Preset, people: &mut [Standing], to: usize, now: DateTime<Utc>) -> Result<(), Refusal> {
    let next = people.get(to).ok_or(Refusal::NotFound)?;
    if preset.primary_owner.is_none() || !next.keeps(preset, now) {
        return Err(Refusal::Forbidden);
    }
    for (at, person) in people.iter_mut().enumerate() {
        person.primary = at == to;
    }
    Ok(())
}
