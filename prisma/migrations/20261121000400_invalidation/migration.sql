-- Every change to a credential, a person or a freeze tells all instances within its own transaction (contract section 1, rule 8).
-- A trigger, so that no code path can forget it. The payload is a kind and an id; equal ones of a transaction are sent once.

CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  PERFORM pg_notify('trilock_invalidate', TG_ARGV[0] || ':' || (to_jsonb(changed) ->> TG_ARGV[1]));
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION announce_change() TO trilock_app;

CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION announce_change('key', 'id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON api_secrets FOR EACH ROW EXECUTE FUNCTION announce_change('key', 'api_key_id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON hospital_tokens FOR EACH ROW EXECUTE FUNCTION announce_change('key', 'api_key_id');
CREATE TRIGGER announce AFTER UPDATE ON hospitals FOR EACH ROW EXECUTE FUNCTION announce_change('hospital', 'id');
CREATE TRIGGER announce AFTER UPDATE OF frozen_at, timezone ON branches FOR EACH ROW EXECUTE FUNCTION announce_change('hospital', 'hospital_id');
CREATE TRIGGER announce AFTER UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION announce_change('user', 'id');
CREATE TRIGGER announce AFTER UPDATE OR DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION announce_change('user', 'user_id');
CREATE TRIGGER announce AFTER UPDATE OR DELETE ON refresh_families FOR EACH ROW EXECUTE FUNCTION announce_change('user', 'user_id');
