/** The fake networks alone, on a port of their own: what `npm run simulator` starts. */
import express from 'express';
import { SystemClock } from './core/clock.js';
import { processEnvironment } from './core/config/config.js';
import { CORE_KEYS } from './core/config/config.schema.js';
import { simulatorsRouter } from './platforms/simulators.js';

const environment = processEnvironment();
if (environment['NODE_ENV'] === 'production') {
  process.stderr.write('Simulators are refused in production. Start this process without NODE_ENV=production.\n');
  process.exit(1);
}

const port = CORE_KEYS.SIMULATOR_PORT.schema.parse(environment['SIMULATOR_PORT']);
const baseUrl = CORE_KEYS.SIMULATOR_URL.schema.parse(environment['SIMULATOR_URL'] ?? `http://127.0.0.1:${port}/sim`);
const tokenSeconds = CORE_KEYS.SIMULATOR_TOKEN_SECONDS.schema.parse(environment['SIMULATOR_TOKEN_SECONDS']);
const clock = new SystemClock();
const app = express();
app.disable('x-powered-by');
app.use(new URL(baseUrl).pathname, simulatorsRouter({ now: () => clock.now(), baseUrl, tokenSeconds }));

const server = app.listen(port, '127.0.0.1', (error?: NodeJS.ErrnoException) => {
  if (!error) return void process.stdout.write(`Simulators listen at ${baseUrl}\n`);
  const why =
    error.code === 'EADDRINUSE' ? 'is taken. Set SIMULATOR_PORT to another' : `cannot be used (${error.code})`;
  process.stderr.write(`Port ${port} ${why}.\n`);
  process.exit(1);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
