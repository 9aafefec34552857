-- The activity page, narrowed to one person or one action: keyset over seq, newest first (M11). Over all
-- entries the primary key serves.
CREATE INDEX audit_entries_actor ON audit_entries (org_id, actor_id, seq);
CREATE INDEX audit_entries_action ON audit_entries (org_id, action, seq);
