/**
 * `npm run db:migrate`: applies the migrations as the owner (`DATABASE_OWNER_URL`) and gives the role of `DATABASE_URL`
 * its rights. Safe to repeat, and to run by several at once.
 */
import { prepare } from './lib/install.mjs';
import { fail, Problem } from './lib/problem.mjs';
import { say } from './lib/steps.mjs';

try {
  if (process.env.NODE_ENV !== 'production') await prepare();
  const { checkDatabase, migrate } = await import('./lib/database.mjs');
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl } = process.env;
  if (!ownerUrl || !appUrl)
    throw new Problem('Set DATABASE_OWNER_URL (who migrates) and DATABASE_URL (who gets rights).');
  await checkDatabase('DATABASE_OWNER_URL', ownerUrl);
  say((await migrate({ ownerUrl, appUrl })) ? 'Migrations applied.' : 'Nothing to migrate.');
} catch (error) {
  fail(error);
}
