/** Access and audit behind the real edge, on the test's own database and Redis, with a clock that the test drives. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { Allow } from 'class-validator';
import pg from 'pg';
import request from 'supertest';
import { AccessModule } from '../../../backend/src/access/access.module.js';
import { IdempotencyInterceptor } from '../../../backend/src/access/idempotency.interceptor.js';
import { PrincipalGuard } from '../../../backend/src/access/principal.guard.js';
import { StaffService } from '../../../backend/src/access/staff.service.js';
import { AuditChainModule } from '../../../backend/src/audit/audit-chain.module.js';
import { AuditModule } from '../../../backend/src/audit/audit.module.js';
import { Clock } from '../../../backend/src/core/clock.js';
import { processEnvironment, readConfig } from '../../../backend/src/core/config/config.js';
import { ConfigModule } from '../../../backend/src/core/config/config.module.js';
import { CoreModule } from '../../../backend/src/core/core.module.js';
import { API_OPTIONS, configureApi } from '../../../backend/src/core/edge/configure-api.js';
import { EdgeModule } from '../../../backend/src/core/edge/edge.module.js';
import { LoggingModule } from '../../../backend/src/core/logging/logging.module.js';
import { Permit } from '../../../backend/src/core/principal.js';
import type { Role } from '../../../backend/src/core/principal.js';
import { PASSPHRASE } from '../../support/canaries.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { KeptLog } from '../../support/logs.js';
import { until } from '../../support/until.js';

export class EchoBody {
  @Allow()
  value: unknown;
}

/** A route whose doings a test chooses and counts. */
@Controller('echo')
export class EchoController {
  static calls = 0;
  static work: (value: unknown) => unknown = (value) => ({ value });

  @Permit('talent:write')
  @Post()
  echo(@Body() body: EchoBody): unknown {
    EchoController.calls += 1;
    return EchoController.work(body.value);
  }
}

@Module({
  imports: [CoreModule, LoggingModule, EdgeModule, AccessModule, AuditModule, AuditChainModule],
  controllers: [EchoController],
  providers: [
    { provide: APP_GUARD, useExisting: PrincipalGuard },
    { provide: APP_INTERCEPTOR, useExisting: IdempotencyInterceptor },
  ],
})
class AccessTestModule {}

export { PASSPHRASE };

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

export interface Person {
  readonly agencyId: string;
  readonly userId: string;
  readonly email: string;
}

export class AccessApp {
  private constructor(
    readonly app: NestExpressApplication,
    readonly clock: FixedClock,
    private readonly admin: pg.Pool,
  ) {}

  static async start(environment: Record<string, string> = {}, clock = new FixedClock()): Promise<AccessApp> {
    const config = readConfig({ ...processEnvironment(), ...environment });
    const testing = await Test.createTestingModule({
      imports: [KeptLog.with(), ConfigModule.with(config), AccessTestModule],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    const app = testing.createNestApplication<NestExpressApplication>({ ...API_OPTIONS, logger: false });
    configureApi(app, config);
    await app.init();
    const admin = new pg.Pool({ connectionString: process.env['TEST_DATABASE_ADMIN_URL'] ?? '', max: 2 });
    admin.on('error', () => undefined); // the database goes away with the test, at times before its last connection
    return new AccessApp(app, clock, admin);
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.app.close();
  }

  /** Past row security, as the database's superuser. */
  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.admin.query<Row>(text, values)).rows;
  }

  /** Writes in a transaction, and commits once the asked for answer waits for it. */
  async duringIts<T>(text: string, values: unknown[], ask: () => PromiseLike<T>): Promise<T> {
    const writer = await this.admin.connect();
    try {
      await writer.query('BEGIN');
      await writer.query(text, values);
      const asked = Promise.resolve(ask());
      await until('it waits for the lock', async () => (await this.sql(WAITING)).length > 0);
      await writer.query('COMMIT');
      return await asked;
    } finally {
      writer.release();
    }
  }

  async owner(agencyName = 'Northlight'): Promise<Person> {
    const email = newEmail('owner');
    const made = await this.app
      .get(StaffService)
      .createOwner({ agencyName, name: 'Ada Okafor', email, passphrase: PASSPHRASE });
    return { ...made, email };
  }

  async colleague(agencyId: string, role: Role): Promise<Person> {
    const email = newEmail(role);
    const staff = { name: `A ${role}`, email, passphrase: PASSPHRASE, role };
    const { userId } = await this.app.get(StaffService).createStaff(agencyId, staff);
    return { agencyId, userId, email };
  }

  login(email: string, password: string = PASSPHRASE, headers: Record<string, string> = {}) {
    return this.post('/auth/login', { email, password }, { ...SAME_ORIGIN, ...headers });
  }

  /** The Cookie header of a fresh session. */
  async session({ email }: Person): Promise<string> {
    const response = await this.login(email).expect(200);
    return cookieOf(response);
  }

  get(path: string, headers: Record<string, string> = {}) {
    return request(this.app.getHttpServer()).get(`/api/v1${path}`).set(headers);
  }

  post(path: string, body: object = {}, headers: Record<string, string> = {}) {
    return request(this.app.getHttpServer())
      .post(`/api/v1${path}`)
      .set({ ...SAME_ORIGIN, ...headers })
      .send(body);
  }

  patch(path: string, body: object, headers: Record<string, string> = {}) {
    return request(this.app.getHttpServer())
      .patch(`/api/v1${path}`)
      .set({ ...SAME_ORIGIN, ...headers })
      .send(body);
  }

  delete(path: string, headers: Record<string, string> = {}) {
    return request(this.app.getHttpServer())
      .delete(`/api/v1${path}`)
      .set({ ...SAME_ORIGIN, ...headers });
  }

  async apiKey(owner: Person, scopes: string[]): Promise<string> {
    const response = await this.post(
      '/api-keys',
      { name: 'Key', scopes },
      { Cookie: await this.session(owner) },
    ).expect(201);
    return (response.body as { secret: string }).secret;
  }
}

/** Unique in the whole database, which several applications of one test share. */
const newEmail = (who: string): string => `${who}-${randomUUID()}@example.com`;

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

export function setCookieOf(response: request.Response): string {
  const header = response.headers['set-cookie'] as unknown as string[] | undefined;
  return header?.[0] ?? '';
}

export const cookieOf = (response: request.Response): string => setCookieOf(response).split(';')[0] ?? '';
