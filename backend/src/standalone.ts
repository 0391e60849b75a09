/** API, console, worker and simulators in one process on one port, for one machine. Never for production. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { boot, readSettings } from './boot.js';
import { Clock } from './core/clock.js';
import type { Config } from './core/config/config.js';
import { API_OPTIONS, configureApi } from './core/edge/configure-api.js';
import { simulatorsRouter } from './platforms/simulators.js';
import { StandaloneModule } from './standalone.module.js';

const SIMULATORS = '/sim';

const simulatorUrl = ({ values }: Config) =>
  `http://${values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST}:${values.PORT}${SIMULATORS}`;

await boot(async () => {
  const { config, platforms } = readSettings((read) => ({ mode: 'simulated', simulatorUrl: simulatorUrl(read) }));
  if (config.isProduction)
    throw new Error(
      'NODE_ENV: npm start brings simulators and a demo agency, which production refuses; use start:api and start:worker',
    );
  const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.with(config, platforms), {
    ...API_OPTIONS,
    abortOnError: false,
  });
  app.use(
    SIMULATORS,
    simulatorsRouter({
      now: () => app.get(Clock).now(),
      baseUrl: simulatorUrl(config),
      tokenSeconds: config.values.SIMULATOR_TOKEN_SECONDS,
    }),
  );
  configureApi(app, config, { beside: [SIMULATORS] });
  await app.listen(config.values.PORT, config.values.HOST);
});
