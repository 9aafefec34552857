-- What is kept of a link: its hash, and what it takes to derive it again with the key of that version.
-- No usable token is ever at rest (T2). A generation dies with the next resend (T8).
CREATE TABLE invitation_links (
    org_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    generation integer NOT NULL,
    channel text NOT NULL CHECK (channel IN ('mail', 'copied')),
    key_version integer NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 16),
    -- Opening a link finds it by this.
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, invitation_id, generation, channel),
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations
);

GRANT SELECT, INSERT ON invitation_links TO usher_app;
