-- What changed in an organization, by whom, from where; a chain of hashes per organization (M11).
-- Append-only by privilege: the application may read and insert, nothing else (Z2).
CREATE TABLE audit_entries (
    org_id uuid NOT NULL REFERENCES organizations,
    seq bigint NOT NULL CHECK (seq >= 1),
    at timestamptz NOT NULL,
    -- Null where nobody was signed in: whoever held the link declined.
    actor_id uuid REFERENCES accounts,
    action text NOT NULL,
    subject_id uuid NOT NULL,
    -- `json` and not `jsonb`: the hash covers the text exactly as it was written.
    detail json NOT NULL,
    client_ip text,
    user_agent text NOT NULL,
    prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (org_id, seq)
);

GRANT SELECT, INSERT ON audit_entries TO usher_app;
