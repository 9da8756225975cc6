-- What has done its service is taken away daily: answers kept for repeats, events older than a replay reaches (72 h), logins
-- that ended. The audit log is not touched. Runs as the owner, since it works across hospitals; it takes and returns nothing.
CREATE FUNCTION prune_expired() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  DELETE FROM idempotency_records WHERE expires_at < now();
  DELETE FROM outbox_events WHERE occurred_at < now() - interval '72 hours';
  DELETE FROM refresh_families WHERE expires_at < now() - interval '30 days';
  DELETE FROM sessions WHERE expires_at < now() - interval '30 days';
  DELETE FROM hospital_tokens WHERE expires_at < now() - interval '90 days';
  DELETE FROM api_secrets WHERE expires_at < now() - interval '90 days';
$$;
REVOKE ALL ON FUNCTION prune_expired() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_expired() TO trilock_audit;
