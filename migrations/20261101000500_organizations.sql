-- Organizations of every kind. The kind's values are data in `shared`; the nullable columns below are
-- what one organization overrides (section 1 of REQUIREMENTS.md).
CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug = lower(slug)),
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('buyer', 'maker', 'exchange', 'seller', 'customer', 'metering')),
    parent_id uuid REFERENCES organizations,
    language text NOT NULL CHECK (language IN ('en', 'ja')),
    time_zone text NOT NULL,
    link_valid_seconds integer CHECK (link_valid_seconds BETWEEN 3600 AND 7776000),
    seats_bought integer NOT NULL DEFAULT 0 CHECK (seats_bought >= 0),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- A customer stands below its seller; nothing else has a parent (M9).
    CHECK ((kind = 'customer') = (parent_id IS NOT NULL))
);

-- A seller's customers, and the foreign key's own check.
CREATE INDEX organizations_parent ON organizations (parent_id) WHERE parent_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON organizations TO usher_app;
