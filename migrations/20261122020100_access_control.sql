-- Access Control of a maker (M6) and custom permission policies (M7). Operations are text, as
-- `shared::access::Operations` spells them: the action, a space, the resource.

-- Role And Permissions: named lists of features.
CREATE TABLE role_sets (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    features text[] NOT NULL,
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (org_id, id)
);

CREATE UNIQUE INDEX role_sets_name ON role_sets (org_id, lower(name)) WHERE archived_at IS NULL;

-- Brand Access Settings: named lists of brands.
CREATE TABLE brand_settings (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (org_id, id)
);

CREATE UNIQUE INDEX brand_settings_name ON brand_settings (org_id, lower(name)) WHERE archived_at IS NULL;

CREATE TABLE brand_setting_brands (
    org_id uuid NOT NULL,
    setting_id uuid NOT NULL,
    sort text NOT NULL DEFAULT 'brand' CHECK (sort = 'brand'),
    brand_id uuid NOT NULL,
    PRIMARY KEY (org_id, setting_id, brand_id),
    FOREIGN KEY (org_id, setting_id) REFERENCES brand_settings,
    FOREIGN KEY (org_id, sort, brand_id) REFERENCES parts (org_id, sort, id)
);

-- Which settings reach a brand.
CREATE INDEX brand_setting_brands_brand ON brand_setting_brands (org_id, brand_id);

-- Default Access Control Settings: the features of people with "Not Set"; null while nothing is set at all.
ALTER TABLE organizations ADD COLUMN default_features text[];

-- Custom permission policies. Grants name them, so a name is never given to another one.
CREATE TABLE policies (
    org_id uuid NOT NULL REFERENCES organizations,
    id uuid NOT NULL UNIQUE,
    name text NOT NULL,
    statements jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, name)
);

-- An organization's custom policies, as `shared::access::Policy` reads them: `[{"name", "statements"}]`.
CREATE FUNCTION custom_policies(org uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'statements', statements) ORDER BY name), '[]')
    FROM policies WHERE org_id = org AND archived_at IS NULL
$$;

GRANT SELECT, INSERT, UPDATE ON role_sets, brand_settings, policies TO usher_app;
-- Lists say what is; what was is in the audit entries.
GRANT SELECT, INSERT, DELETE ON brand_setting_brands TO usher_app;
