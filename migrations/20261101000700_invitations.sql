-- Invitations of every kind. Status is computed from the facts, here and in shared::invitation.
CREATE TABLE invitations (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    address text NOT NULL CHECK (address = lower(address) AND length(address) <= 320),
    role text,
    permission text,
    policies text[] NOT NULL DEFAULT '{}',
    family_name text,
    given_name text,
    phone text,
    -- Of the mail, resolved when it is sent: the account's, else the chosen, else the organization's (I3).
    language text NOT NULL CHECK (language IN ('en', 'ja')),
    access_ends_at timestamptz,
    expires_at timestamptz NOT NULL,
    generation integer NOT NULL DEFAULT 1 CHECK (generation >= 1),
    invited_by uuid NOT NULL REFERENCES accounts,
    created_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid REFERENCES accounts,
    declined_at timestamptz,
    revoked_at timestamptz,
    lapsed_at timestamptz,
    PRIMARY KEY (org_id, id),
    CHECK (num_nonnulls(accepted_at, declined_at, revoked_at) <= 1),
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
    CHECK (lapsed_at IS NULL OR lapsed_at >= expires_at),
    CHECK ((family_name IS NULL) = (given_name IS NULL))
);

-- I9: one open invitation per address and organization. An expired one stops counting when the next
-- writer settles it, before it inserts (B7).
CREATE UNIQUE INDEX invitations_open ON invitations (org_id, address)
    WHERE accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL;
-- The invitations list: keyset over (created_at, id), newest first.
CREATE INDEX invitations_list ON invitations (org_id, created_at DESC, id DESC);
-- Settling, and the count of reserved seats.
CREATE INDEX invitations_expiring ON invitations (org_id, expires_at)
    WHERE accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL AND lapsed_at IS NULL;

-- The definition in SQL of what shared::invitation::status says.
CREATE FUNCTION invitation_status(
    accepted_at timestamptz, declined_at timestamptz, revoked_at timestamptz, expires_at timestamptz,
    at timestamptz
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN accepted_at IS NOT NULL THEN 'ACCEPTED'
        WHEN declined_at IS NOT NULL THEN 'DECLINED'
        WHEN revoked_at IS NOT NULL THEN 'REVOKED'
        WHEN expires_at <= at THEN 'EXPIRED'
        ELSE 'PENDING'
    END
$$;

GRANT SELECT, INSERT, UPDATE ON invitations TO usher_app;
