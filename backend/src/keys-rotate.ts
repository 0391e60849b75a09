/** New data keys for every agency, and everything sealed anew with them, while all runs on: npm run keys:rotate */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { boot, readSettings } from './boot.js';
import type { Config } from './core/config/config.js';
import { ConfigModule } from './core/config/config.module.js';
import { CoreModule } from './core/core.module.js';
import { RotationModule } from './oauth/vault/rotation.module.js';
import { Rotation } from './oauth/vault/rotation.service.js';
import type { Rotated } from './oauth/vault/rotation.service.js';

@Module({ imports: [CoreModule, RotationModule] })
class KeysModule {
  static with(config: Config): DynamicModule {
    return { module: KeysModule, imports: [ConfigModule.with(config)] };
  }
}

const WHY = {
  'ring-key-missing': 'VAULT_KEYS lacks the key that it needs: put that back and run this again',
  'key-gone': 'its key is nowhere: the talents concerned have to connect again',
  'not-for-this-place': 'it was moved or changed: the talents concerned have to connect again',
} as const;

function* report({ agencies, resealed, added, deleted, kept, stuck }: Rotated): Generator<string> {
  yield `Agencies: ${agencies}. New keys: ${added}. Rows sealed anew: ${resealed}. Old keys deleted: ${deleted}, kept: ${kept}.`;
  for (const { agencyId, table, problem, rows } of stuck)
    yield `Not sealed anew, rows of ${table} of agency ${agencyId}: ${rows}; ${WHY[problem]}.`;
  if (kept > 0) yield 'Old keys are kept where something needs them: leave VAULT_KEYS as it is, and run this again.';
  else yield 'Keys after the first may leave VAULT_KEYS now.';
}

await boot(async () => {
  const { config } = readSettings();
  const app = await NestFactory.createApplicationContext(KeysModule.with(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    const rotated = await app.get(Rotation).run();
    for (const line of report(rotated)) process.stdout.write(`${line}\n`);
    if (rotated.kept > 0) process.exitCode = 1;
  } finally {
    await app.close();
  }
});
