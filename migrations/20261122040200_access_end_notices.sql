-- The notice seven days before an access ends is queued once for each end (M5): the end that was told.
ALTER TABLE memberships ADD COLUMN end_noticed timestamptz;

-- Whose notice is due: looked for by the worker, over all organizations.
CREATE INDEX memberships_end_notices ON memberships (access_ends_at)
    WHERE removed_at IS NULL AND suspended_at IS NULL AND access_ends_at IS NOT NULL
      AND end_noticed IS DISTINCT FROM access_ends_at;
