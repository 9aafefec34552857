-- What proves that a person reads a mailbox: a mailed code for registering or for a new address, a mailed
-- link for a forgotten password (C1). Like invitations, only what it takes to derive code or link again is
-- kept, and of a link its SHA-256 (T2).
CREATE TABLE account_proofs (
    id uuid PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('register', 'reset', 'address')),
    -- Whose password or address it is about; null while there is no account. What must not be proven (a new
    -- account for an address that has one, a new password for an address that has none) gets a row without a
    -- key all the same: nothing is ever right for it, and a stranger cannot tell (L3).
    account_id uuid REFERENCES accounts,
    -- The mailbox.
    address text NOT NULL CHECK (length(address) <= 320),
    key_version integer,
    salt bytea CHECK (length(salt) = 16),
    sha256 bytea UNIQUE CHECK (length(sha256) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    used_at timestamptz,
    CHECK ((key_version IS NULL) = (salt IS NULL)),
    CHECK ((purpose = 'reset') = (sha256 IS NOT NULL))
);

-- Voiding the others of an account once one was used.
CREATE INDEX account_proofs_account ON account_proofs (account_id) WHERE used_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON account_proofs TO usher_app;

-- Codes and links that a client has asked for within the hour.
CREATE INDEX security_events_proofs ON security_events (client, at) WHERE kind LIKE 'proof_%';
