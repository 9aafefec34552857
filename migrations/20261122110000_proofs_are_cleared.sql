-- Proofs of a mailbox that have long been over are cleared away, and with them the mails that carried them: what
-- they are counted for is a day (E5). The reference takes the mails along, so that the application's role needs no
-- right to delete any.
ALTER TABLE outbox
    DROP CONSTRAINT outbox_proof_id_fkey,
    ADD CONSTRAINT outbox_proof_id_fkey FOREIGN KEY (proof_id) REFERENCES account_proofs ON DELETE CASCADE;

CREATE INDEX account_proofs_over ON account_proofs (expires_at);
CREATE INDEX outbox_proof ON outbox (proof_id) WHERE proof_id IS NOT NULL;

GRANT DELETE ON account_proofs TO usher_app;
