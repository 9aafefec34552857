-- Counts the changes of a membership, so that a page which shows an older state does not overwrite a newer
-- one (M2).
ALTER TABLE memberships ADD COLUMN version integer NOT NULL DEFAULT 1;
