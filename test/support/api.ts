/** The whole API on this test file's own database and Redis, with the fake networks beside it. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import request from 'supertest';
import type { Test } from 'supertest';
import { ApiModule } from '../../backend/src/api.module.js';
import { readSettings } from '../../backend/src/boot.js';
import { API_OPTIONS, configureApi } from '../../backend/src/core/edge/configure-api.js';
import { LOG_DESTINATION } from '../../backend/src/core/logging/logging.tokens.js';
import type { Scope } from '../../backend/src/core/principal.js';
import { simulatorsRouter } from '../../backend/src/platforms/simulators.js';
import { anApiKey, aSession, openRows } from '../factories/rows.js';
import type { Rows, StaffMember } from '../factories/rows.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Sends a request as somebody. */
export type Caller = (method: Method, path: string) => Test;

export interface TestApi {
  readonly app: NestExpressApplication;
  readonly rows: Rows;
  /** Nobody in particular. */
  readonly anyone: Caller;
  /** With a session of its own, from the console's own page. */
  signIn(staff: Pick<StaffMember, 'id' | 'agencyId'>): Promise<Caller>;
  withKey(agencyId: string, scopes: readonly Scope[]): Promise<Caller>;
  /** Everything logged so far. */
  log(): string;
  close(): Promise<void>;
}

export async function startApi(): Promise<TestApi> {
  const simulators = await startSimulators();
  const { config, platforms } = readSettings(() => ({ mode: 'simulated', simulatorUrl: simulators.url }));
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };

  @Module({ imports: [LogTo.with(destination), ApiModule.with(config, platforms)] })
  class TestedModule {}

  const app = await NestFactory.create<NestExpressApplication>(TestedModule, { ...API_OPTIONS, abortOnError: false });
  configureApi(app, config);
  await app.init();
  const rows = openRows();
  const anyone: Caller = (method, path) => request(app.getHttpServer())[method](path);
  return {
    app,
    rows,
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
      await simulators.stop();
    },
  };
}

interface Simulators {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

async function startSimulators(): Promise<Simulators> {
  const app = express();
  const server: Server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/sim`;
  app.use('/sim', simulatorsRouter({ now: () => new Date(), baseUrl: url }));
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  return { url, stop };
}

@Module({})
class LogTo {
  static with(destination: { write: (line: string) => void }) {
    const providers = [{ provide: LOG_DESTINATION, useValue: destination }];
    return { module: LogTo, global: true, providers, exports: [LOG_DESTINATION] };
  }
}
