-- Who belongs where: one row per account and organization, kept when the person leaves and revived when
-- they come back. Status is computed from the facts, here and in shared::member.
CREATE TABLE memberships (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    account_id uuid NOT NULL REFERENCES accounts,
    role text,
    permission text,
    policies text[] NOT NULL DEFAULT '{}',
    primary_owner boolean NOT NULL DEFAULT false,
    access_ends_at timestamptz,
    joined_at timestamptz NOT NULL,
    last_seen_at timestamptz,
    suspended_at timestamptz,
    removed_at timestamptz,
    lapsed_at timestamptz,
    terms_version text,
    terms_accepted_at timestamptz,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, account_id),
    CHECK ((terms_version IS NULL) = (terms_accepted_at IS NULL)),
    CHECK (lapsed_at IS NULL OR lapsed_at >= access_ends_at)
);

-- The list of one's organizations.
CREATE INDEX memberships_account ON memberships (account_id);
-- The members list: keyset over (joined_at, id) within an organization.
CREATE INDEX memberships_list ON memberships (org_id, joined_at, id);
-- Settling: memberships past their end date that nobody has settled yet.
CREATE INDEX memberships_ending ON memberships (org_id, access_ends_at)
    WHERE removed_at IS NULL AND lapsed_at IS NULL AND access_ends_at IS NOT NULL;
-- At most one Primary Owner (M4).
CREATE UNIQUE INDEX memberships_primary_owner ON memberships (org_id) WHERE primary_owner;

-- The definition in SQL of what shared::member::status says.
CREATE FUNCTION membership_status(
    suspended_at timestamptz, removed_at timestamptz, access_ends_at timestamptz, at timestamptz
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN removed_at IS NOT NULL THEN 'REMOVED'
        WHEN access_ends_at <= at THEN 'ENDED'
        WHEN suspended_at IS NOT NULL THEN 'SUSPENDED'
        ELSE 'ACTIVE'
    END
$$;

GRANT SELECT, INSERT, UPDATE ON memberships TO usher_app;
