/** The vault as a process has it: with keys of its own, and on this test file's database. */
import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig, processEnvironment } from '../../backend/src/core/config/config.js';
import { ConfigModule } from '../../backend/src/core/config/config.module.js';
import { CoreModule } from '../../backend/src/core/core.module.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { RotationModule } from '../../backend/src/oauth/vault/rotation.module.js';
import { Rotation } from '../../backend/src/oauth/vault/rotation.service.js';
import { Vault } from '../../backend/src/oauth/vault/vault.service.js';
import { keepLog } from './keep-log.js';

export interface VaultProcess {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly vault: Vault;
  readonly rotation: Rotation;
  readonly logged: string[];
  stop(): Promise<void>;
}

/** `name:base64`, as it stands in VAULT_KEYS. */
export const aRingKey = (name: string): string => `${name}:${randomBytes(32).toString('base64')}`;

/** `keys`: VAULT_KEYS of this process; those of the test file where they are left out. */
export async function startVault(keys?: string, more: readonly Type[] = []): Promise<VaultProcess> {
  const config = readConfig({ ...processEnvironment(), ...(keys === undefined ? {} : { VAULT_KEYS: keys }) });
  const logged: string[] = [];
  const keep = (...said: unknown[]) => keepLog(`${said.join(' ')}\n`);
  const hear = (...said: unknown[]) => {
    keep(...said);
    logged.push(String(said[0]));
  };

  @Module({ imports: [ConfigModule.with(config), CoreModule, RotationModule, ...more] })
  class VaultOnly {}

  const app = await NestFactory.createApplicationContext(VaultOnly, {
    logger: { log: keep, warn: hear, error: hear, fatal: hear },
    abortOnError: false,
  });
  return {
    app,
    database: app.get(Database),
    vault: app.get(Vault),
    rotation: app.get(Rotation),
    logged,
    stop: () => app.close(),
  };
}
