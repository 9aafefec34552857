//! An organization's row.

use crate::{Error, Result};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use shared::{
    Language,
    access::{Grant, Grants, Operations, Policy},
    ids::OrganizationId,
    kind::{AccessEndRule, Kind, Preset},
    names::{OrganizationName, Slug},
    views::Moment,
};
use uuid::Uuid;

/// An organization. Only the store makes one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Organization {
    /// Its id, which every query names.
    pub id: OrganizationId,
    /// The part of its address that names it.
    pub slug: Slug,
    /// Its name.
    pub name: OrganizationName,
    /// Its kind.
    pub kind: Kind,
    /// The language of its mails, unless a person has another.
    pub language: Language,
    /// The time zone in which its days end.
    pub time_zone: Tz,
    /// How long its links are valid: its own choice, else the kind's (K1).
    pub link_valid: TimeDelta,
    /// Seats bought beyond the included ones.
    pub seats_bought: u32,
    /// Its own rule about access end dates, if it has one (K10).
    pub access_end: Option<AccessEndRule>,
    /// Default Access Control Settings, where any are set (M6).
    pub default_features: Option<Operations>,
    /// Its custom permission policies (M7).
    pub policies: Vec<Policy>,
}

/// The columns of `organizations` as they are stored.
pub(crate) struct Stored {
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) language: String,
    pub(crate) time_zone: String,
    pub(crate) link_valid_seconds: Option<i32>,
    pub(crate) seats_bought: i32,
    pub(crate) default_features: Option<Vec<String>>,
    pub(crate) access_end: Option<String>,
}

impl TryFrom<Stored> for Organization {
    type Error = Error;

    fn try_from(row: Stored) -> Result<Self> {
        let corrupt = |column| Error::row("organizations", column, row.id);
        let kind = Kind::parse(&row.kind).ok_or_else(|| corrupt("kind"))?;
        let link_valid = row.link_valid_seconds.map_or(i64::from(kind.preset().link_valid_seconds), i64::from);
        Ok(Self {
            id: OrganizationId::new(row.id),
            slug: Slug::parse(&row.slug).map_err(|_| corrupt("slug"))?,
            name: OrganizationName::parse(&row.name).map_err(|_| corrupt("name"))?,
            kind,
            language: Language::parse(&row.language).ok_or_else(|| corrupt("language"))?,
            time_zone: row.time_zone.parse().map_err(|_| corrupt("time_zone"))?,
            link_valid: TimeDelta::seconds(link_valid),
            seats_bought: u32::try_from(row.seats_bought).map_err(|_| corrupt("seats_bought"))?,
            default_features: row.default_features.map(|names| Operations::named(names.iter().map(String::as_str))),
            access_end: row
                .access_end
                .map(|name| AccessEndRule::parse(&name).ok_or_else(|| corrupt("access_end")))
                .transpose()?,
            // Another table's, read when it matters and under the lock where it has to be right.
            policies: Vec::new(),
        })
    }
}

impl Organization {
    /// The rules of its kind.
    pub fn preset(&self) -> &'static Preset {
        self.kind.preset()
    }

    /// What a member (or an offer) with this grant may be decided from here.
    pub fn grants<'a>(&'a self, grant: &'a Grant) -> Grants<'a> {
        self.among(Grants::of(self.preset(), grant))
    }

    /// What somebody of the seller above may be decided from here, by what they hold there (K4).
    pub fn grants_from_above<'a>(&'a self, at_seller: &'a Grant) -> Grants<'a> {
        self.among(Grants::from_above(self.preset(), at_seller))
    }

    fn among<'a>(&'a self, grants: Grants<'a>) -> Grants<'a> {
        grants
            .with_policies(&self.policies)
            .with_default_access(self.default_features.as_ref())
            .with_access_end(self.access_end)
    }

    /// An instant as the wall clock there shows it.
    pub fn moment(&self, at: DateTime<Utc>) -> Moment {
        at.with_timezone(&self.time_zone).fixed_offset()
    }

    /// The day it is there.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }

    /// The end of a day there: 24:00, which is the first instant of the next one (I6). Where clocks are
    /// put forward at midnight, that is the first instant there is.
    pub fn end_of(&self, day: NaiveDate) -> Result<DateTime<Utc>> {
        let midnight = day
            .checked_add_days(Days::new(1))
            .ok_or_else(|| Error::fault("a date beyond the calendar"))?
            .and_time(NaiveTime::MIN);
        (0..=3)
            .find_map(|hours| {
                let local = midnight.checked_add_signed(TimeDelta::hours(hours))?;
                self.time_zone.from_local_datetime(&local).earliest()
            })
            .map(|end| end.with_timezone(&Utc))
            .ok_or_else(|| Error::fault("a day without an end"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organization(time_zone: &str) -> Organization {
        Organization::try_from(Stored {
            id: Uuid::nil(),
            slug: "aoba".into(),
            name: "Aoba".into(),
            kind: "buyer".into(),
            language: "en".into(),
            time_zone: time_zone.into(),
            link_valid_seconds: None,
            access_end: None,
            seats_bought: 0,
            default_features: None,
        })
        .unwrap()
    }

    #[test]
    fn req_i06_a_day_ends_at_24_00_where_the_organization_is() {
        let end = |zone, day: &str| organization(zone).end_of(day.parse().unwrap()).unwrap().to_rfc3339();
        assert_eq!(end("Asia/Tokyo", "2026-11-22"), "2026-11-22T15:00:00+00:00");
        assert_eq!(end("America/New_York", "2026-11-22"), "2026-11-23T05:00:00+00:00");
        // Clocks went from 00:00 to 01:00: the day ended all the same.
        assert_eq!(end("Africa/Cairo", "2026-04-23"), "2026-04-23T22:00:00+00:00");
    }

    #[test]
    fn req_k01_an_organization_overrides_how_long_its_links_are_valid() {
        assert_eq!(organization("UTC").link_valid, TimeDelta::days(14));
    }
}
