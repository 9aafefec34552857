-- X16: the oldest schema level a program must know to be let in. A migration that only expands leaves
-- it alone; one that contracts raises it, and programs of before refuse to start.
CREATE TABLE schema_compatibility (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    needs_level integer NOT NULL
);
INSERT INTO schema_compatibility (needs_level) VALUES (1);

GRANT SELECT ON schema_compatibility TO usher_app;

-- The application looks up which migrations were applied. The table is the migrator's own; it is absent
-- where these files are applied by hand.
DO $$
BEGIN
    IF to_regclass('_sqlx_migrations') IS NOT NULL THEN
        GRANT SELECT ON _sqlx_migrations TO usher_app;
    END IF;
END
$$;
