-- Slugs that organizations had before. Each leads its members on, and is never given to another one.
CREATE TABLE former_slugs (
    slug text PRIMARY KEY CHECK (slug = lower(slug)),
    org_id uuid NOT NULL REFERENCES organizations,
    left_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON former_slugs TO usher_app;
