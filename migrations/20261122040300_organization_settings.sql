-- What an organization overrides of its kind beside `link_valid_seconds` (section 1 of REQUIREMENTS.md),
-- and when it was closed. A closed organization is a tombstone: nobody enters it, its audit chain stays.
ALTER TABLE organizations
    ADD COLUMN access_end text CHECK (access_end IN ('never', 'optional', 'required')),
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN closed_at timestamptz;
