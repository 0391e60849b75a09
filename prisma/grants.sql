-- What the application role may do. Run by the owner after each migration; `:app` is the role named in DATABASE_URL.
-- No DDL, no way round row security; what was done stays told: the audit chain is insert-only, and partitions are reached through their parent only.
GRANT USAGE ON SCHEMA public TO :app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :app;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO :app;
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event" FROM :app;
REVOKE UPDATE, DELETE, TRUNCATE ON "change" FROM :app;
GRANT UPDATE ("chained") ON "change" TO :app;
-- Words are erased, never removed with their row: who acted and from where stays as it was written.
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_detail" FROM :app;
GRANT UPDATE ("target_name", "fields", "salt") ON "audit_detail" TO :app;
-- What was agreed to, and when it was taken back, is told for good.
REVOKE UPDATE, DELETE, TRUNCATE ON "consent_record" FROM :app;
REVOKE ALL ON "_prisma_migrations" FROM :app;
GRANT SELECT ON "_prisma_migrations" TO :app;
