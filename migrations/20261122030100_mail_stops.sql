-- "I did not expect this": addresses that want no invitations from an organization any more. The person can take
-- it back; then the row stays with the time of that.
CREATE TABLE mail_stops (
    org_id uuid NOT NULL REFERENCES organizations,
    address text NOT NULL CHECK (address = lower(address) AND length(address) <= 320),
    stopped_at timestamptz NOT NULL,
    allowed_at timestamptz,
    PRIMARY KEY (org_id, address)
);

GRANT SELECT, INSERT, UPDATE ON mail_stops TO usher_app;
