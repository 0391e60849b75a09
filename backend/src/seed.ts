/** Plants the demo agency on the simulators. Run again, it only renews the sign-in; production refuses it. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { StaffModule } from './access/staff.module.js';
import { StaffService } from './access/staff.service.js';
import { boot, readSettings } from './boot.js';
import type { Settings } from './boot.js';
import { ConnectService } from './connections/connect.service.js';
import { ConnectionsModule } from './connections/connections.module.js';
import type { StaffPrincipal } from './core/principal.js';
import { NO_ORIGIN } from './core/request-origin.js';
import { SurroundingsModule } from './surroundings.module.js';
import { PAGE_MAX } from './core/database/page.js';
import { RosterService } from './talents/roster.service.js';
import { TalentsModule } from './talents/talents.module.js';
import { TalentsService } from './talents/talents.service.js';

const DEMO = join(import.meta.dirname, '../../prisma/demo-agency.json');

const demoAccess = z.object({ email: z.email(), password: z.string().min(8) });
const demoAgency = z.object({
  agency: z.string(),
  owner: z.string(),
  staff: z.array(z.object({ name: z.string(), email: z.email(), role: z.enum(['admin', 'manager', 'viewer']) })),
  talents: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      email: z.email().nullable(),
      locale: z.string(),
      tags: z.array(z.string()),
      notes: z.string().optional(),
      profiles: z.array(z.url()),
    }),
  ),
});

type Access = z.infer<typeof demoAccess>;
type Demo = z.infer<typeof demoAgency>;

@Module({ imports: [StaffModule, TalentsModule, ConnectionsModule] })
class SeedModule {
  static with({ config, platforms }: Settings): DynamicModule {
    return { module: SeedModule, imports: [SurroundingsModule.with(config, platforms)] };
  }
}

interface Services {
  readonly staff: StaffService;
  readonly talents: TalentsService;
  readonly roster: RosterService;
  readonly connect: ConnectService;
}

const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(file, 'utf8')));

/** The other members have no passphrase that anybody knows. */
const unknownPassphrase = (): string => randomBytes(32).toString('base64url');

async function plantPeople(
  { staff }: Services,
  demo: Demo,
  { email, password }: Access,
): Promise<{ agencyId: string; userId: string }> {
  const owner = await staff.createOwner({
    agencyName: demo.agency,
    name: demo.owner,
    email,
    passphrase: password,
    demo: true,
  });
  for (const member of demo.staff)
    await staff.createStaff(owner.agencyId, { ...member, passphrase: unknownPassphrase() });
  return owner;
}

/** Only those that are not there: an earlier run may have been cut off. */
async function plantTalents(
  { staff, talents, roster, connect }: Services,
  demo: Demo,
  principal: StaffPrincipal,
): Promise<void> {
  const caller = { principal, origin: NO_ORIGIN };
  const { items } = await roster.list(principal.agencyId, { limit: PAGE_MAX, sort: 'created' });
  const known = new Set(items.map((talent) => talent.name));
  const owners = (await staff.list(principal.agencyId, { limit: PAGE_MAX })).items.filter(
    ({ role }) => role !== 'viewer',
  );
  for (const [index, { profiles, ...talent }] of demo.talents.entries()) {
    if (known.has(talent.name)) continue;
    const talentId = await talents.create(caller, { ...talent, ownerId: owners[index % owners.length]?.id ?? null });
    for (const url of profiles) await connect.connect(caller, { talentId, url });
  }
}

await boot(async () => {
  const settings = readSettings(() => ({ mode: 'simulated' }));
  if (settings.config.isProduction)
    throw new Error('NODE_ENV: the demo agency is refused in production; make an owner with npm run owner:create');
  const access = await readJson(join(settings.config.values.ROSTRUM_DATA_DIR, 'demo.json'), demoAccess);
  const demo = await readJson(DEMO, demoAgency);
  const app = await NestFactory.createApplicationContext(SeedModule.with(settings), {
    logger: false,
    abortOnError: false,
  });
  try {
    const services: Services = {
      staff: app.get(StaffService),
      talents: app.get(TalentsService),
      roster: app.get(RosterService),
      connect: app.get(ConnectService),
    };
    const known = await services.staff.renewDemoAccess(access.email, access.password);
    const owner = known ?? (await plantPeople(services, demo, access));
    const { agency: agencyName, owner: name } = demo;
    await plantTalents(services, demo, {
      kind: 'staff',
      ...owner,
      agencyName,
      sessionId: owner.userId,
      role: 'owner',
      name,
      email: access.email,
    });
  } finally {
    await app.close();
  }
});
