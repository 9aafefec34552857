-- An import whose batch fails again and again stops and says why, instead of being tried for ever. What its owner is
-- told stands in `failure`, as a refusal; `last_error` is for operators.
ALTER TABLE imports
    ADD COLUMN failed_at timestamptz,
    ADD COLUMN failure jsonb;
