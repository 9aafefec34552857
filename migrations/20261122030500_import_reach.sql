-- By whose membership an import was made, when that is in the seller above: its rows are audited there as well.
ALTER TABLE imports ADD COLUMN above_id uuid REFERENCES organizations;
