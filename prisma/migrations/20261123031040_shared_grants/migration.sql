-- Some platforms end everything that an app was ever granted by a person, whichever token is handed back. Which accounts a
-- grant opens stands beside its tokens, so that giving one back ends nobody else's connection.
ALTER TABLE "oauth_credential" ADD COLUMN "account_ids" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "pending_revocation" ADD COLUMN "account_ids" TEXT[] NOT NULL DEFAULT '{}';

-- Row security holds the owner, too.
DO $$
BEGIN
  PERFORM set_config('app.worker', 'on', true);
  UPDATE oauth_credential k SET account_ids = ARRAY[c.platform_account_id]
  FROM social_connection c
  WHERE c.agency_id = k.agency_id AND c.id = k.connection_id AND c.platform_account_id IS NOT NULL;
  PERFORM set_config('app.worker', '', true);
END
$$;
