-- Sign-ins, searches and denials: outside the chain and without any organization's lock. They are also
-- what the limits of section 4 count. Append-only by privilege.
CREATE TABLE security_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind text NOT NULL,
    org_id uuid REFERENCES organizations,
    account_id uuid REFERENCES accounts,
    -- SHA-256 of the address that was tried: enough to count, no list of addresses that have no account.
    address_sha256 bytea,
    -- The client's address; an IPv6 one cut to its /64 (L1).
    client text NOT NULL,
    detail text
);

-- Sign-in tries of a client, and of a client with an address.
CREATE INDEX security_events_client ON security_events (client, at) WHERE kind LIKE 'sign_in_%';
-- A person's searches within the hour.
CREATE INDEX security_events_account ON security_events (account_id, kind, at);

GRANT SELECT, INSERT ON security_events TO usher_app;
