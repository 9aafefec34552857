-- An organization publishes terms of its own (K8, C4): Markdown or plain text, up to 1 MiB in each language.
ALTER TABLE terms_documents
    ADD COLUMN format text NOT NULL DEFAULT 'plain' CHECK (format IN ('plain', 'markdown')),
    DROP CONSTRAINT terms_documents_body_en_check,
    DROP CONSTRAINT terms_documents_body_ja_check,
    ADD CONSTRAINT terms_documents_body_en_check CHECK (octet_length(body_en) BETWEEN 1 AND 1048576),
    ADD CONSTRAINT terms_documents_body_ja_check CHECK (octet_length(body_ja) BETWEEN 1 AND 1048576);

-- What is being written, one at a time: looked at before it is published. A published document never changes; this
-- does, and is gone once it is published.
CREATE TABLE terms_drafts (
    org_id uuid PRIMARY KEY REFERENCES organizations,
    -- Another one with each change, so that what is published is what was looked at.
    id uuid NOT NULL UNIQUE,
    format text NOT NULL CHECK (format IN ('plain', 'markdown')),
    body_en text CHECK (octet_length(body_en) BETWEEN 1 AND 1048576),
    body_ja text CHECK (octet_length(body_ja) BETWEEN 1 AND 1048576),
    saved_at timestamptz NOT NULL,
    saved_by uuid NOT NULL REFERENCES accounts,
    CHECK (num_nonnulls(body_en, body_ja) > 0)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON terms_drafts TO usher_app;
