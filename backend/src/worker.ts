/** The jobs: any number of these may run. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { boot, readSettings } from './boot.js';
import { WorkerModule } from './worker.module.js';

await boot(async () => {
  const { config, platforms } = readSettings();
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, platforms), {
    logger: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
});
