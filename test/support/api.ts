/** The whole API on this test file's own database and Redis, with the fake networks beside it. */
import type { IncomingMessage } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import type { Test } from 'supertest';
import { ApiModule } from '../../backend/src/api.module.js';
import { API_OPTIONS, configureApi } from '../../backend/src/core/edge/configure-api.js';
import type { Scope } from '../../backend/src/core/principal.js';
import { anApiKey, aSession, openRows } from '../factories/rows.js';
import type { Rows, StaffMember } from '../factories/rows.js';
import { KeptLog } from './logs.js';
import { startNetwork } from './network.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Sends a request as somebody. */
export type Caller = (method: Method, path: string) => Test;

export interface TestApi {
  readonly app: NestExpressApplication;
  readonly rows: Rows;
  readonly network: Network;
  /** Nobody in particular. */
  readonly anyone: Caller;
  /** With a session of its own, from the console's own page. */
  signIn(staff: Pick<StaffMember, 'id' | 'agencyId'>): Promise<Caller>;
  withKey(agencyId: string, scopes: readonly Scope[]): Promise<Caller>;
  /** Everything logged so far. */
  log(): string;
  close(): Promise<void>;
}

export async function startApi(
  environment: Readonly<Record<string, string>> = {},
  given: { readonly slowMs?: number } = {},
): Promise<TestApi> {
  const network = await startNetwork(given.slowMs);
  const { config, platforms } = settingsFor(network, environment);
  const written: string[] = [];

  @Module({ imports: [KeptLog.with((line) => written.push(line)), ApiModule.with(config, platforms)] })
  class TestedModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestedModule, { ...API_OPTIONS, abortOnError: false });
  configureApi(app, config);
  await app.init();
  const rows = openRows();
  const anyone: Caller = (method, path) => request(app.getHttpServer())[method](path);
  return {
    app,
    rows,
    network,
    anyone,
    signIn: async (staff) => {
      const cookie = `rostrum=${await aSession(rows, staff)}`;
      return (method, path) => anyone(method, path).set('cookie', cookie).set('sec-fetch-site', 'same-origin');
    },
    withKey: async (agencyId, scopes) => {
      const { key } = await anApiKey(rows, agencyId, scopes);
      return (method, path) => anyone(method, path).set('authorization', `Bearer ${key}`);
    },
    log: () => written.join(''),
    close: async () => {
      await app.close();
      await rows.end();
      await network.stop();
    },
  };
}

/** For answers that go on and on: ends with the head where there is a stream, and with the whole of a problem. */
export const untilItStreams = (asked: Test): Test =>
  asked.buffer(true).parse((answer, done) => {
    const parts: Buffer[] = [];
    const streams = answer.headers['content-type']?.startsWith('text/event-stream') ?? false;
    if (streams) {
      done(null, {});
      (answer as unknown as IncomingMessage).destroy(); // what a parser is handed is still the answer on its way
      return;
    }
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => done(null, JSON.parse(Buffer.concat(parts).toString())));
  });
