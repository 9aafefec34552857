-- The role that every pooled connection drops to. Tables belong to the role that migrates; this one
-- gets what each file below grants and nothing else. Roles live in the cluster, not in the database,
-- so it may be there already, or several databases may be making it at the same moment.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'usher_app') THEN
        CREATE ROLE usher_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- An owner that is not a superuser has to be a member to drop to it.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'usher_app', 'MEMBER') THEN
        EXECUTE format('GRANT usher_app TO %I', current_user);
    END IF;
END
$$;

DO $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO usher_app', current_schema());
END
$$;
