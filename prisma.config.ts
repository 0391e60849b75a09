import { defineConfig } from 'prisma/config';

/** Migrations run as the owner of the database; the application's own role may not change tables. */
const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? '';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
