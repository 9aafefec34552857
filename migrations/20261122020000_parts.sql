-- The parts of an organization that people are given: brands (maker), exchange accounts and teams
-- (exchange) (M8). They have one shape and are one table; whatever refers to a part names its sort as
-- well, so that a team cannot be given where an account belongs. Nothing is deleted: an archived part is
-- no longer reached and keeps its history.
CREATE TABLE parts (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    sort text NOT NULL CHECK (sort IN ('brand', 'exchange_account', 'team')),
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, sort, id)
);

-- The lists of parts, and one name a part while it is in use.
CREATE UNIQUE INDEX parts_name ON parts (org_id, sort, lower(name)) WHERE archived_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON parts TO usher_app;
