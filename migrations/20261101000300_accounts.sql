-- People. One account per e-mail address; `address` is canonical (shared::EmailAddress), so that case,
-- width and Unicode spelling never make two of it (I9, B5).
CREATE TABLE accounts (
    id uuid PRIMARY KEY,
    address text NOT NULL UNIQUE CHECK (address = lower(address) AND length(address) <= 320),
    address_verified_at timestamptz,
    password_hash text,
    family_name text,
    given_name text,
    country text CHECK (country ~ '^[A-Z]{2}$'),
    language text NOT NULL CHECK (language IN ('en', 'ja')),
    phone text,
    time_zone text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((family_name IS NULL) = (given_name IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON accounts TO usher_app;
