/** Makes an agency and its first owner: npm run owner:create -- --agency "…" --name "…" --email … [--passphrase-stdin] */
import 'reflect-metadata';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { isEmail } from 'class-validator';
import { generatedPassphrase } from './access/passphrase-words.js';
import { StaffModule } from './access/staff.module.js';
import { StaffService } from './access/staff.service.js';
import { boot, readSettings } from './boot.js';
import type { Config } from './core/config/config.js';
import { ConfigModule } from './core/config/config.module.js';
import { CoreModule } from './core/core.module.js';

const USAGE = 'npm run owner:create -- --agency "Agency name" --name "Owner\'s name" --email owner@example.com';
const OPTIONS = {
  agency: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  'passphrase-stdin': { type: 'boolean', default: false },
} as const;

@Module({ imports: [CoreModule, StaffModule] })
class OwnerModule {
  static with(config: Config): DynamicModule {
    return { module: OwnerModule, imports: [ConfigModule.with(config)] };
  }
}

function readFlags() {
  const { values } = parseArgs({ options: OPTIONS });
  const [agencyName, name, email] = [values.agency, values.name, values.email].map((value) => value?.trim() ?? '');
  if (!agencyName || !name || !email) throw new Error(`--agency, --name and --email are needed: ${USAGE}`);
  if (!isEmail(email)) throw new Error(`--email: ${email} is not an e-mail address`);
  return { agencyName, name, email, fromStdin: values['passphrase-stdin'] };
}

/** The one line on standard input, without its end; spaces are part of a passphrase. */
const passphraseFromStdin = async (): Promise<string> => (await text(process.stdin)).replace(/\r?\n$/, '');

await boot(async () => {
  const { fromStdin, ...owner } = readFlags();
  const { config } = readSettings();
  const passphrase = fromStdin ? await passphraseFromStdin() : generatedPassphrase();
  const app = await NestFactory.createApplicationContext(OwnerModule.with(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    await app.get(StaffService).createOwner({ ...owner, passphrase });
  } finally {
    await app.close();
  }
  process.stdout.write(`${owner.email} now owns ${owner.agencyName}.\n`);
  if (!fromStdin) process.stdout.write(`Passphrase, shown this once: ${passphrase}\n`);
});
