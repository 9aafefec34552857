-- Bulk invitations (I12): a file is staged row by row, planned, and then carried out by a worker in transactions of
-- 200 rows at most.
CREATE TABLE imports (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    created_by uuid NOT NULL REFERENCES accounts,
    created_at timestamptz NOT NULL,
    file_name text NOT NULL,
    -- Staged rows; rows whose plan is known; rows that are done.
    total integer NOT NULL CHECK (total >= 0),
    planned integer NOT NULL DEFAULT 0,
    done integer NOT NULL DEFAULT 0,
    planned_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    cancelled_at timestamptz,
    -- Who started it and from where, for the audit entries of its rows.
    client_ip text,
    user_agent text NOT NULL DEFAULT '',
    -- When it goes on: at once, when the cap on mails allows, or when the lease of a worker that died has passed.
    next_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    PRIMARY KEY (org_id, id)
);

-- Claiming: what is to be planned or carried out.
CREATE INDEX imports_due ON imports (next_at) WHERE finished_at IS NULL AND cancelled_at IS NULL;
-- An organization's imports, newest first.
CREATE INDEX imports_list ON imports (org_id, created_at DESC);

CREATE TABLE import_rows (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    -- The line of the file it began on.
    line integer NOT NULL,
    -- What was typed, under the names of the invite form.
    draft jsonb NOT NULL,
    address text NOT NULL,
    -- What would happen, and what has happened: a stable name, and the reasons where it is refused.
    plan text,
    outcome text,
    reason jsonb,
    invitation_id uuid,
    PRIMARY KEY (org_id, import_id, number),
    FOREIGN KEY (org_id, import_id) REFERENCES imports,
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations
);

-- How many rows have which plan and outcome; and an address that stands in a file twice.
CREATE INDEX import_rows_plan ON import_rows (org_id, import_id, plan, outcome);
CREATE INDEX import_rows_address ON import_rows (org_id, import_id, address, number);

GRANT SELECT, INSERT, UPDATE ON imports, import_rows TO usher_app;
