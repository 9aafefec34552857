-- The ledger of bought seats (I13, K6): every change with who made it and what it cost from then on. The sum is
-- `organizations.seats_bought`, changed in the same transaction.
CREATE TABLE seat_changes (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES accounts,
    bought_before integer NOT NULL CHECK (bought_before >= 0),
    bought_after integer NOT NULL CHECK (bought_after >= 0),
    yen_per_month integer NOT NULL CHECK (yen_per_month >= 0),
    PRIMARY KEY (org_id, id),
    CHECK (bought_before <> bought_after)
);

-- The newest changes, on the page of seats.
CREATE INDEX seat_changes_list ON seat_changes (org_id, at DESC);

GRANT SELECT, INSERT ON seat_changes TO usher_app;
