-- Terms of service, by version (C4, K8). A published version never changes: people agreed to its words.
CREATE TABLE terms_documents (
    id uuid PRIMARY KEY,
    -- The organization whose own terms these are; null: the operator's. An organization without its own has
    -- the operator's.
    org_id uuid REFERENCES organizations,
    version integer NOT NULL CHECK (version >= 1),
    -- Plain text, a paragraph a line; in one language at least.
    body_en text CHECK (length(body_en) BETWEEN 1 AND 100000),
    body_ja text CHECK (length(body_ja) BETWEEN 1 AND 100000),
    published_at timestamptz NOT NULL,
    published_by uuid REFERENCES accounts,
    CHECK (num_nonnulls(body_en, body_ja) > 0)
);

-- The newest version of an organization's terms, and of the operator's.
CREATE UNIQUE INDEX terms_documents_organization ON terms_documents (org_id, version) WHERE org_id IS NOT NULL;
CREATE UNIQUE INDEX terms_documents_operator ON terms_documents (version) WHERE org_id IS NULL;

-- Who downloaded which version, and who agreed to it. One row per person and document.
CREATE TABLE terms_agreements (
    account_id uuid NOT NULL REFERENCES accounts,
    document_id uuid NOT NULL REFERENCES terms_documents,
    downloaded_at timestamptz,
    agreed_at timestamptz,
    client_ip text,
    PRIMARY KEY (account_id, document_id)
);

GRANT SELECT, INSERT ON terms_documents TO usher_app;
GRANT SELECT, INSERT, UPDATE ON terms_agreements TO usher_app;

-- The document that counts in an organization; the operator's for null.
CREATE FUNCTION current_terms(organization uuid) RETURNS SETOF terms_documents
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
    SELECT * FROM terms_documents WHERE org_id = organization OR org_id IS NULL
    ORDER BY org_id IS NULL, version DESC LIMIT 1
$$;

-- The operator's first version: a plain text to start with, which the operator replaces by publishing another.
INSERT INTO terms_documents (id, version, body_en, body_ja, published_at) VALUES (
    '019a0000-0000-7000-8000-000000000001', 1,
    'Your account is yours alone. Keep your password to yourself, and tell the operator when somebody else may know it.
An organization that you join decides what you may see and do in it, sees your name and email address, and keeps a record of changes that you make.
Your name, country, language and phone number are used to run the service and are not passed on to others.
You may leave an organization or close your account. An organization may end your access to it.',
    'アカウントは本人のみが利用できます。パスワードは他人に知らせず、知られたおそれがある場合は運営者にご連絡ください。
参加した組織は、組織内で閲覧・操作できる範囲を定め、氏名とメールアドレスを確認し、変更の記録を保存します。
氏名、国、言語、電話番号はサービスの運営のために使用し、第三者には提供しません。
組織からの退会やアカウントの解約はいつでもできます。組織がアクセスを終了する場合もあります。',
    '2026-01-01T00:00:00Z'
);
