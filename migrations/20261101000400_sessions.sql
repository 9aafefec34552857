-- Signed-in browsers. The cookie's secret is 256 random bits; only its SHA-256 is here.
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz NOT NULL,
    client_ip text,
    user_agent text NOT NULL
);

-- A person's sessions: the list of C3, "end all others", removal of what is past.
CREATE INDEX sessions_account ON sessions (account_id, last_used_at);

-- The one table that rows leave: an ended session is gone.
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO usher_app;
