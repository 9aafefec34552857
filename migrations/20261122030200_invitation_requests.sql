-- People whose link is over and who ask for a new invitation (A5). Closed by inviting them again, or dismissed.
CREATE TABLE invitation_requests (
    org_id uuid NOT NULL,
    id uuid NOT NULL UNIQUE,
    -- The invitation whose link was opened.
    invitation_id uuid NOT NULL,
    address text NOT NULL CHECK (address = lower(address) AND length(address) <= 320),
    asked_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by uuid REFERENCES accounts,
    dismissed boolean NOT NULL DEFAULT false,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations,
    CHECK (closed_at IS NOT NULL OR NOT dismissed)
);

-- One open request per person, however often they ask; and the list of those that wait.
CREATE UNIQUE INDEX invitation_requests_open ON invitation_requests (org_id, address) WHERE closed_at IS NULL;
-- The last request of an address, so that a dismissed one is not asked again at once.
CREATE INDEX invitation_requests_address ON invitation_requests (org_id, address, asked_at DESC);

GRANT SELECT, INSERT, UPDATE ON invitation_requests TO usher_app;

-- The mail that tells those who may approve; which request it is about.
ALTER TABLE outbox ADD COLUMN request_id uuid;
ALTER TABLE outbox ADD CONSTRAINT outbox_request_check CHECK ((purpose = 'request') = (request_id IS NOT NULL));
