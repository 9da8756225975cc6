-- The newest requests of a key, and those of a part of an hour, without a look at what was refused: whoever knows a key's name
-- may have left any number of refused attempts between them. Ascending, and read backwards: so its pages stay full.
CREATE INDEX audit_events_key_use ON audit_events (hospital_id, api_key_id, occurred_at, id)
  WHERE authenticated AND api_key_id IS NOT NULL;
