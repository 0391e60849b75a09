/**
 * What the application's role may do: rows, no tables; and of the audit trail it can only add to the end. It gets nothing
 * in the schema `partitions`: row-level security stands on the parent tables, which are the only way in.
 */
import pg from 'pg';

/** Tables whose rows nobody rewrites, with all that is allowed on them. */
const APPEND_ONLY = {
  audit_event: 'SELECT, INSERT',
  change: 'SELECT, INSERT, UPDATE (chained)',
};
/** Prisma's own book-keeping. */
const READ_ONLY = ['_prisma_migrations'];

/**
 * Statements for the owner of the database, safe to repeat.
 *
 * @param {string} roleName
 * @returns {string[]}
 */
export function grantStatements(roleName) {
  const role = pg.escapeIdentifier(roleName);
  const restricted = { ...APPEND_ONLY, ...Object.fromEntries(READ_ONLY.map((table) => [table, 'SELECT'])) };
  return [
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    `REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${role}`,
    ...Object.entries(restricted).flatMap(([table, rights]) => [
      `REVOKE ALL ON ${pg.escapeIdentifier(table)} FROM ${role}`,
      `GRANT ${rights} ON ${pg.escapeIdentifier(table)} TO ${role}`,
    ]),
  ];
}
