-- When a person last downloaded what is stored about them: closing the account asks whether they have (C6).
ALTER TABLE accounts ADD COLUMN exported_at timestamptz;
