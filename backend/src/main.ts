/** The API, and the console beside it. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule } from './api.module.js';
import { boot, readSettings } from './boot.js';
import { API_OPTIONS, configureApi } from './core/edge/configure-api.js';

await boot(async () => {
  const { config, platforms } = readSettings();
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.with(config, platforms), {
    ...API_OPTIONS,
    abortOnError: false,
  });
  configureApi(app, config);
  await app.listen(config.values.PORT, config.values.HOST);
});
