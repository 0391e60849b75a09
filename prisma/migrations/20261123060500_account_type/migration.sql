-- What kind of account it is in the platform's own eyes. Null where it does not say.
ALTER TABLE "social_profile" ADD COLUMN "account_type" TEXT
  CHECK ("account_type" IN ('creator', 'business', 'government', 'premium', 'partner', 'affiliate', 'standard'));

-- A change of it goes by the name that the profile gives it; nothing was ever written under the former one.
ALTER TABLE "profile_field_change" DROP CONSTRAINT "profile_field_change_field_check",
  ADD CONSTRAINT "profile_field_change_field_check"
    CHECK ("field" IN ('handle', 'displayName', 'bio', 'avatar', 'accountType', 'verified'));
