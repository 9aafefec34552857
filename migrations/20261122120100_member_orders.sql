-- Each order of the users list is served by an index, however many people an organization has (M1). Name and address
-- belong to the account; what they are sorted by is kept beside the membership, by triggers, so that nothing that
-- changes a name has to think of it.
ALTER TABLE memberships
    ADD COLUMN name_key text NOT NULL DEFAULT '',
    ADD COLUMN address_key text NOT NULL DEFAULT '';

CREATE FUNCTION account_name_key(of accounts) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(concat_ws(' ', of.family_name, of.given_name, of.address))
$$;

UPDATE memberships m SET name_key = account_name_key(a), address_key = a.address
FROM accounts a WHERE a.id = m.account_id;

CREATE FUNCTION membership_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT account_name_key(a), a.address INTO new.name_key, new.address_key FROM accounts a WHERE a.id = new.account_id;
    RETURN new;
END
$$;

CREATE TRIGGER membership_keys BEFORE INSERT ON memberships FOR EACH ROW EXECUTE FUNCTION membership_keys();

CREATE FUNCTION account_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE memberships SET name_key = account_name_key(new), address_key = new.address WHERE account_id = new.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER account_keys AFTER UPDATE OF address, family_name, given_name ON accounts
    FOR EACH ROW WHEN ((old.address, old.family_name, old.given_name)
        IS DISTINCT FROM (new.address, new.family_name, new.given_name))
    EXECUTE FUNCTION account_keys();

CREATE INDEX memberships_by_name ON memberships (org_id, name_key, id);
CREATE INDEX memberships_by_address ON memberships (org_id, address_key, id);
CREATE INDEX memberships_by_last_seen ON memberships (org_id, coalesce(last_seen_at, to_timestamp(0)), id);
CREATE INDEX memberships_by_end
    ON memberships (org_id, coalesce(access_ends_at, '9999-12-31T00:00:00Z'::timestamptz), id);

-- Brands, accounts and teams: those in use first, by name (M8).
CREATE INDEX parts_list ON parts (org_id, sort, (archived_at IS NOT NULL), lower(name), id);
