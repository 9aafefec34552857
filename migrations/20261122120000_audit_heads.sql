-- Where each organization's chain ends: how many entries it has, and the hash of the last one. PostgreSQL itself keeps
-- it, in the transaction that appends; the application's role reads it and nothing else. So a chain whose end was cut
-- off is noticed (Z2), and an entry that does not follow from the one before is refused when it is written.
CREATE TABLE audit_heads (
    org_id uuid PRIMARY KEY REFERENCES organizations,
    seq bigint NOT NULL,
    hash bytea NOT NULL
);

INSERT INTO audit_heads
SELECT DISTINCT ON (org_id) org_id, seq, hash FROM audit_entries ORDER BY org_id, seq DESC;

CREATE FUNCTION audit_entry_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    last audit_heads;
BEGIN
    SELECT * INTO last FROM audit_heads WHERE org_id = new.org_id FOR UPDATE;
    IF new.seq <> coalesce(last.seq, 0) + 1 OR new.prev_hash <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
        RAISE EXCEPTION 'audit entry % does not follow from entry %', new.seq, coalesce(last.seq, 0)
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO audit_heads (org_id, seq, hash) VALUES (new.org_id, new.seq, new.hash)
    ON CONFLICT (org_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
    RETURN NULL;
END
$$;

CREATE TRIGGER audit_entry_follows AFTER INSERT ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_entry_follows();

GRANT SELECT ON audit_heads TO usher_app;
