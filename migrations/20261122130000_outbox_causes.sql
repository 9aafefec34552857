-- Who and where from caused a mail, so that the caps per inviter and per client hold over all paths and over all
-- organizations (I14, E5). Mails of strangers and of the clock have no person; those of the clock have no client.
ALTER TABLE outbox
    ADD COLUMN caused_by uuid REFERENCES accounts,
    -- As limits count clients: an address, of an IPv6 one the /64.
    ADD COLUMN client text;

CREATE INDEX outbox_inviter ON outbox (caused_by, created_at) WHERE caused_by IS NOT NULL;
CREATE INDEX outbox_client ON outbox (client, created_at) WHERE client IS NOT NULL;
