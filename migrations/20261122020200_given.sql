-- What a membership carries and an invitation offers beside role and permission: the Brand Access
-- Settings ("Default" while null), the Role And Permissions ("Not Set" while null), exchange accounts
-- with a role in each, and teams (K3, K4).
ALTER TABLE memberships
    ADD COLUMN brand_setting_id uuid,
    ADD COLUMN role_set_id uuid,
    ADD FOREIGN KEY (org_id, brand_setting_id) REFERENCES brand_settings,
    ADD FOREIGN KEY (org_id, role_set_id) REFERENCES role_sets;

ALTER TABLE invitations
    ADD COLUMN brand_setting_id uuid,
    ADD COLUMN role_set_id uuid,
    -- Chosen where the kind offers a choice (K11); null where there is none.
    ADD COLUMN identity_provider text CHECK (identity_provider IN ('local', 'organization')),
    ADD FOREIGN KEY (org_id, brand_setting_id) REFERENCES brand_settings,
    ADD FOREIGN KEY (org_id, role_set_id) REFERENCES role_sets;

CREATE TABLE membership_parts (
    org_id uuid NOT NULL,
    membership_id uuid NOT NULL,
    sort text NOT NULL CHECK (sort IN ('exchange_account', 'team')),
    part_id uuid NOT NULL,
    role text,
    PRIMARY KEY (org_id, membership_id, part_id),
    FOREIGN KEY (org_id, membership_id) REFERENCES memberships,
    FOREIGN KEY (org_id, sort, part_id) REFERENCES parts (org_id, sort, id),
    -- A role in each account; being in a team is all there is.
    CHECK ((role IS NOT NULL) = (sort = 'exchange_account'))
);

CREATE TABLE invitation_parts (
    org_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    sort text NOT NULL CHECK (sort IN ('exchange_account', 'team')),
    part_id uuid NOT NULL,
    role text,
    PRIMARY KEY (org_id, invitation_id, part_id),
    FOREIGN KEY (org_id, invitation_id) REFERENCES invitations,
    FOREIGN KEY (org_id, sort, part_id) REFERENCES parts (org_id, sort, id),
    CHECK ((role IS NOT NULL) = (sort = 'exchange_account'))
);

-- Who is in an account or a team; who uses a list.
CREATE INDEX membership_parts_part ON membership_parts (org_id, part_id);
CREATE INDEX invitation_parts_part ON invitation_parts (org_id, part_id);
CREATE INDEX memberships_brand_setting ON memberships (org_id, brand_setting_id) WHERE brand_setting_id IS NOT NULL;
CREATE INDEX memberships_role_set ON memberships (org_id, role_set_id) WHERE role_set_id IS NOT NULL;

-- All of it as `shared::access::Given` reads it. What is archived is not reached; a list that people
-- still carry counts although it is archived, because without it they would reach more.
CREATE FUNCTION given(org uuid, brand_setting uuid, role_set uuid, parts jsonb)
RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT jsonb_build_object(
        'brand_setting', (
            SELECT jsonb_build_object('id', s.id, 'name', s.name) FROM brand_settings s
            WHERE s.org_id = org AND s.id = brand_setting
        ),
        'brands', CASE WHEN brand_setting IS NOT NULL THEN (
            SELECT coalesce(jsonb_agg(b.brand_id ORDER BY b.brand_id), '[]')
            FROM brand_setting_brands b JOIN parts p ON p.org_id = b.org_id AND p.id = b.brand_id
            WHERE b.org_id = org AND b.setting_id = brand_setting AND p.archived_at IS NULL
        ) END,
        'role_set', (
            SELECT jsonb_build_object('id', r.id, 'name', r.name) FROM role_sets r
            WHERE r.org_id = org AND r.id = role_set
        ),
        'features', (SELECT to_jsonb(r.features) FROM role_sets r WHERE r.org_id = org AND r.id = role_set),
        'parts', coalesce(parts, '[]')
    )
$$;

CREATE FUNCTION membership_given(of memberships) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT given(of.org_id, of.brand_setting_id, of.role_set_id, (
        SELECT jsonb_agg(
            jsonb_build_object('sort', g.sort, 'id', g.part_id, 'name', p.name, 'role', g.role)
            ORDER BY g.sort, lower(p.name), g.part_id
        )
        FROM membership_parts g JOIN parts p ON p.org_id = g.org_id AND p.id = g.part_id
        WHERE g.org_id = of.org_id AND g.membership_id = of.id AND p.archived_at IS NULL
    ))
$$;

CREATE FUNCTION invitation_given(of invitations) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT given(of.org_id, of.brand_setting_id, of.role_set_id, (
        SELECT jsonb_agg(
            jsonb_build_object('sort', g.sort, 'id', g.part_id, 'name', p.name, 'role', g.role)
            ORDER BY g.sort, lower(p.name), g.part_id
        )
        FROM invitation_parts g JOIN parts p ON p.org_id = g.org_id AND p.id = g.part_id
        WHERE g.org_id = of.org_id AND g.invitation_id = of.id AND p.archived_at IS NULL
    ))
$$;

-- Lists say what is; what was is in the audit entries.
GRANT SELECT, INSERT, DELETE ON membership_parts, invitation_parts TO usher_app;
