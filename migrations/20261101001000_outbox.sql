-- Mails to be sent, written in the transaction that causes them (X7). Only ids: the worker derives link
-- or code when it renders.
CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('invitation', 'code')),
    -- The generation of the link, for an invitation; the code, for a code. A job whose generation or
    -- code has been replaced is cancelled instead of sent.
    generation integer,
    code_id uuid,
    recipient text NOT NULL,
    language text NOT NULL CHECK (language IN ('en', 'ja')),
    -- Stable over retries, so that a second copy is recognizable as one (X8).
    message_id text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- When it is due: at once, after a failure, or when the lease of a worker that died has passed.
    next_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    sent_at timestamptz,
    failed_at timestamptz,
    cancelled_at timestamptz,
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations,
    CHECK ((purpose = 'invitation') = (generation IS NOT NULL)),
    CHECK ((purpose = 'code') = (code_id IS NOT NULL)),
    CHECK (num_nonnulls(sent_at, failed_at, cancelled_at) <= 1)
);

-- Claiming: what is due, oldest first.
CREATE INDEX outbox_due ON outbox (next_at)
    WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL;
-- Delivery of an invitation, for its details, the list and the count of its resends.
CREATE INDEX outbox_invitation ON outbox (org_id, invitation_id, created_at DESC);
-- Caps: mails to an address over all organizations, and of an organization (section 4 of SECURITY.md).
CREATE INDEX outbox_recipient ON outbox (recipient, created_at);
CREATE INDEX outbox_organization ON outbox (org_id, created_at);

GRANT SELECT, INSERT, UPDATE ON outbox TO usher_app;
