/** `npm run bench`: how the product compares with bare PostgreSQL and Node on this machine, into `bench/results.json`. With names, only those. */
import { prepare } from './lib/install.mjs';
import { fail } from './lib/problem.mjs';

try {
  await prepare();
  const { bench } = await import('../test/bench/run.ts');
  await bench(process.argv.slice(2));
} catch (error) {
  fail(error);
}
