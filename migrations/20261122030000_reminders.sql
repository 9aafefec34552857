-- Reminders (I14): one goes out by itself 48 hours before a long link ends, and an inviter can send one.
-- `reminded_at` is the last of either; a resend starts anew.
ALTER TABLE invitations ADD COLUMN reminded_at timestamptz;

-- Looking for those whose reminder is due, over all organizations.
CREATE INDEX invitations_reminding ON invitations (expires_at, id)
    WHERE accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL;
-- The list of invitations in the order in which their links end (I5).
CREATE INDEX invitations_ending ON invitations (org_id, expires_at, id);

-- Which purposes there are, the program knows: a list here would have to change with each of them.
ALTER TABLE outbox DROP CONSTRAINT IF EXISTS outbox_purpose_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_purpose_check CHECK (purpose ~ '^[a-z_]+$');
ALTER TABLE outbox DROP CONSTRAINT IF EXISTS outbox_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_link_check
    CHECK ((purpose IN ('invitation', 'reminder')) = (generation IS NOT NULL));
