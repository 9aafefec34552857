//! Audit entries, each with the hash of the one before (M11, Z1, Z2).

use crate::{Error, Result, accounts::Client, keys::sha256, organizations::Locked};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use shared::ids::{AccountId, OrganizationId};
use uuid::Uuid;

/// What changed. The names are stored; they do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    OrganizationCreated,
    PartCreated,
    PartRenamed,
    PartArchived,
    PartRestored,
    RoleSetCreated,
    RoleSetChanged,
    RoleSetDeleted,
    BrandSettingCreated,
    BrandSettingChanged,
    BrandSettingDeleted,
    DefaultAccessChanged,
    PolicyCreated,
    PolicyChanged,
    PolicyDeleted,
    CustomerRegistered,
    InvitationSent,
    InvitationResent,
    InvitationEdited,
    InvitationReminded,
    InvitationRequested,
    InvitationRequestDismissed,
    InvitationsStopped,
    InvitationsAllowed,
    SeatsBought,
    ImportStarted,
    ImportCancelled,
    InvitationRevoked,
    InvitationLinkCopied,
    InvitationDeclined,
    InvitationAccepted,
    MemberChanged,
    MemberSuspended,
    MemberReactivated,
    MemberRemoved,
    MemberRestored,
    MemberLeft,
    MemberEndNoticed,
    PrimaryOwnerOffered,
    PrimaryOwnerOfferWithdrawn,
    PrimaryOwnerHandedOver,
    AccountClosed,
    TermsAgreed,
    TermsPublished,
    SettingsChanged,
    OrganizationClosed,
}

impl Event {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OrganizationCreated => "organization.created",
            Self::PartCreated => "part.created",
            Self::PartRenamed => "part.renamed",
            Self::PartArchived => "part.archived",
            Self::PartRestored => "part.restored",
            Self::RoleSetCreated => "role_set.created",
            Self::RoleSetChanged => "role_set.changed",
            Self::RoleSetDeleted => "role_set.deleted",
            Self::BrandSettingCreated => "brand_setting.created",
            Self::BrandSettingChanged => "brand_setting.changed",
            Self::BrandSettingDeleted => "brand_setting.deleted",
            Self::DefaultAccessChanged => "default_access.changed",
            Self::PolicyCreated => "policy.created",
            Self::PolicyChanged => "policy.changed",
            Self::PolicyDeleted => "policy.deleted",
            Self::CustomerRegistered => "customer.registered",
            Self::InvitationSent => "invitation.sent",
            Self::InvitationEdited => "invitation.edited",
            Self::InvitationReminded => "invitation.reminded",
            Self::InvitationRequested => "invitation.requested",
            Self::InvitationRequestDismissed => "invitation.request_dismissed",
            Self::InvitationsStopped => "invitation.stopped",
            Self::InvitationsAllowed => "invitation.allowed",
            Self::SeatsBought => "seats.bought",
            Self::ImportStarted => "import.started",
            Self::ImportCancelled => "import.cancelled",
            Self::InvitationResent => "invitation.resent",
            Self::InvitationRevoked => "invitation.revoked",
            Self::InvitationLinkCopied => "invitation.link_copied",
            Self::InvitationDeclined => "invitation.declined",
            Self::InvitationAccepted => "invitation.accepted",
            Self::MemberChanged => "member.changed",
            Self::MemberSuspended => "member.suspended",
            Self::MemberReactivated => "member.reactivated",
            Self::MemberRemoved => "member.removed",
            Self::MemberRestored => "member.restored",
            Self::MemberLeft => "member.left",
            Self::MemberEndNoticed => "member.end_noticed",
            Self::PrimaryOwnerOffered => "primary_owner.offered",
            Self::PrimaryOwnerOfferWithdrawn => "primary_owner.offer_withdrawn",
            Self::PrimaryOwnerHandedOver => "primary_owner.handed_over",
            Self::AccountClosed => "member.account_closed",
            Self::TermsAgreed => "terms.agreed",
            Self::TermsPublished => "terms.published",
            Self::SettingsChanged => "settings.changed",
            Self::OrganizationClosed => "organization.closed",
        }
    }
}

/// One entry as it is asked for.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) client: &'a Client,
    /// Who did it; nobody where whoever held a link did.
    pub(crate) actor: Option<AccountId>,
    pub(crate) event: Event,
    /// The row that changed.
    pub(crate) subject: Uuid,
    /// `before` and `after`, as far as there are; never a token.
    pub(crate) detail: Value,
}

/// Appends an entry. The organization's lock makes the order; the entry has the instant of the change. What
/// people of the seller above do is entered there as well, with the customer it was done to (K4).
pub(crate) async fn append(locked: &mut Locked, entry: Entry<'_>) -> Result<()> {
    if let Some(above) = locked.above {
        let customer = json!({ "id": locked.organization.id, "name": locked.organization.name });
        let detail = json!({ "customer": customer, "change": entry.detail });
        append_to(locked, above, &Entry { detail, ..entry.clone() }).await?;
    }
    append_to(locked, locked.organization.id, &entry).await
}

/// Appends an entry to the chain of an organization whose row this transaction has locked or made.
pub(crate) async fn append_to(locked: &mut Locked, organization: OrganizationId, entry: &Entry<'_>) -> Result<()> {
    let organization = organization.get();
    let last =
        sqlx::query!("SELECT seq, hash FROM audit_entries WHERE org_id = $1 ORDER BY seq DESC LIMIT 1", organization)
            .fetch_optional(&mut *locked.tx)
            .await?;
    let (last, prev_hash) = match last {
        None => (0, [0; 32]),
        Some(row) => {
            let hash = row.hash.try_into();
            (row.seq, hash.map_err(|_| Error::row("audit_entries", "hash", organization))?)
        }
    };
    let sealed = Sealed {
        organization,
        seq: last + 1,
        at: locked.now,
        actor: entry.actor.map(AccountId::get),
        action: entry.event.name().to_owned(),
        subject: entry.subject,
        detail: entry.detail.to_string(),
        client_ip: entry.client.ip_text(),
        user_agent: entry.client.user_agent_text(),
    };
    sqlx::query!(
        r#"INSERT INTO audit_entries
               (org_id, seq, at, actor_id, action, subject_id, detail, client_ip, user_agent, prev_hash, hash)
           VALUES ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9, $10, $11)"#,
        sealed.organization,
        sealed.seq,
        sealed.at,
        sealed.actor,
        sealed.action,
        sealed.subject,
        sealed.detail,
        sealed.client_ip,
        sealed.user_agent,
        prev_hash.as_slice(),
        sealed.hash(&prev_hash).to_vec(),
    )
    .execute(&mut *locked.tx)
    .await?;
    Ok(())
}

/// Everything of an entry that its hash covers.
pub(super) struct Sealed {
    pub(super) organization: Uuid,
    pub(super) seq: i64,
    pub(super) at: DateTime<Utc>,
    pub(super) actor: Option<Uuid>,
    pub(super) action: String,
    pub(super) subject: Uuid,
    pub(super) detail: String,
    pub(super) client_ip: Option<String>,
    pub(super) user_agent: String,
}

impl Sealed {
    /// The hash over the one before and every field, each behind its length.
    pub(super) fn hash(&self, prev_hash: &[u8; 32]) -> [u8; 32] {
        let mut bytes = prev_hash.to_vec();
        let mut field = |part: &[u8]| {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        field(self.organization.as_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.at.timestamp_micros().to_be_bytes());
        field(self.actor.as_ref().map_or(&[], |actor| actor.as_bytes().as_slice()));
        field(self.action.as_bytes());
        field(self.subject.as_bytes());
        field(self.detail.as_bytes());
        field(self.client_ip.as_deref().unwrap_or_default().as_bytes());
        field(self.user_agent.as_bytes());
        sha256(&bytes)
    }
}
