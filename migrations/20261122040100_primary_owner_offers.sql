-- Being Primary Owner is offered, and passes on when the other one confirms (M4). Kept as history.
CREATE TABLE primary_owner_offers (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    membership_id uuid NOT NULL,
    offered_by uuid NOT NULL REFERENCES accounts,
    offered_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, membership_id) REFERENCES memberships,
    CHECK (num_nonnulls(confirmed_at, withdrawn_at) <= 1)
);

-- At most one at a time.
CREATE UNIQUE INDEX primary_owner_offers_open ON primary_owner_offers (org_id)
    WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON primary_owner_offers TO usher_app;
