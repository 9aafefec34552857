-- Mails that belong to a person and to no organization go through the same outbox, so that there is
-- one worker, one way to try again, and one place where mails are counted (E5).
ALTER TABLE outbox
    ALTER COLUMN org_id DROP NOT NULL,
    ALTER COLUMN invitation_id DROP NOT NULL,
    ADD COLUMN account_id uuid REFERENCES accounts,
    ADD COLUMN proof_id uuid REFERENCES account_proofs,
    DROP CONSTRAINT outbox_purpose_check,
    ADD CONSTRAINT outbox_purpose_check CHECK (purpose ~ '^[a-z_]+$'),
    -- A mail is about an organization, or about a person's own account.
    ADD CONSTRAINT outbox_about_check CHECK (org_id IS NOT NULL OR num_nonnulls(account_id, proof_id) > 0);
