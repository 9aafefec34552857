-- Six digits that prove a mailbox when a copied link does not (I7, T4). The code itself is derived from
-- the key, the id and the salt. One per invitation: asking again replaces it.
CREATE TABLE mailed_codes (
    org_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    id uuid NOT NULL UNIQUE,
    key_version integer NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 16),
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    used_at timestamptz,
    PRIMARY KEY (org_id, invitation_id),
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations
);

GRANT SELECT, INSERT, UPDATE ON mailed_codes TO usher_app;
