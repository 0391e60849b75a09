/** Prints the OpenAPI document, made from the code alone: no server, no database, no keys. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ApiModule } from './api.module.js';
import { boot } from './boot.js';
import { readConfig } from './core/config/config.js';
import { createApiDocument, setPaths } from './core/edge/api-document.js';
import { ConfiguredPlatformSettings, PLATFORM_KEYS } from './platforms/platform.config.js';

/** In preview nothing is built from these; they only have to be there. */
const PREVIEW = {
  DATABASE_URL: 'postgresql://preview',
  REDIS_URL: 'redis://preview',
  APP_SECRET: Buffer.alloc(32).toString('base64'),
  VAULT_KEYS: `preview:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`,
  LOG_LEVEL: 'silent',
};

await boot(async () => {
  const config = readConfig(PREVIEW, PLATFORM_KEYS);
  const app = await NestFactory.create(ApiModule.with(config, new ConfiguredPlatformSettings(config)), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  setPaths(app);
  process.stdout.write(`${JSON.stringify(createApiDocument(app), null, 2)}\n`);
  await app.close();
});
