-- The mail before an access ends names the membership it is about (M5).
ALTER TABLE outbox ADD COLUMN membership_id uuid REFERENCES memberships (id);
