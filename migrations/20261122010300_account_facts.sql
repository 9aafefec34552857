-- What is known of a password without knowing it: the longest length that any rule asks and that it has, and
-- which kinds of characters it is made of (A7). Noted when it is set and whenever somebody signs in with it; null
-- is "not known yet".
ALTER TABLE accounts
    ADD COLUMN password_min smallint,
    ADD COLUMN password_half_width boolean,
    ADD COLUMN password_mixed boolean,
    ADD COLUMN password_set_at timestamptz,
    -- A closed account keeps its row, because audit entries and memberships name it, and nothing personal (C6).
    ADD COLUMN closed_at timestamptz,
    ADD CONSTRAINT accounts_password_facts_check
        CHECK (num_nonnulls(password_min, password_half_width, password_mixed) IN (0, 3));
