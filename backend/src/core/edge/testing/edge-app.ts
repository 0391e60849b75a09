/** The edge around a few probing routes, without a database: what it does to requests and answers can be seen alone. */
import { Body, Controller, Get, Logger, Module, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { readConfig } from '../../config/config.js';
import { ConfigModule } from '../../config/config.module.js';
import { ApiError } from '../../errors.js';
import { LOG_DESTINATION } from '../../logging/logging.tokens.js';
import { LoggingModule } from '../../logging/logging.module.js';
import { Secret } from '../../logging/secret.js';
import { Public } from '../../principal.js';
import { API_OPTIONS, configureApi } from '../configure-api.js';
import type { EdgeOptions } from '../configure-api.js';
import { EdgeModule } from '../edge.module.js';
import { IdParam } from '../id-param.js';
import { Polled } from '../polled.js';

class Part {
  @IsString()
  name: string;
}

class Thing {
  @IsString()
  @MaxLength(90_000)
  name: string;

  @IsOptional()
  @IsInt()
  count?: number;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];
}

class ThingQuery {
  @IsOptional()
  @IsString()
  q?: string;
}

export const CANARY = 'canary-4f1e9b7c2d';

@Controller('things')
class ThingsController {
  private readonly log = new Logger(ThingsController.name);

  @Public()
  @Get()
  list(@Query() query: ThingQuery): object {
    return { items: [], query };
  }

  @Public()
  @Post()
  create(@Body() thing: Thing): object {
    return { created: thing.name.length };
  }

  @Public()
  @Get('polled')
  @Polled()
  polled(): object {
    return { answer: 42 };
  }

  @Public()
  @Get('fails/:how')
  fails(@Param('how') how: string): never {
    throw failures[how]?.() ?? new Error(`secret row (${CANARY})`);
  }

  @Public()
  @Post('logs')
  logs(@Body() thing: Thing): object {
    const fields = {
      password: CANARY,
      deep: { accessToken: CANARY, list: [{ cookie: CANARY }] },
      key: new Secret(CANARY),
    };
    this.log.log(fields, 'with fields');
    this.log.warn(`for ${thing.name}@example.com with Bearer ${CANARY} at https://host/x?token=${CANARY}&a=1`);
    this.log.error(
      Object.assign(new Error(`Key (email)=(${thing.name}@example.com)`), { detail: CANARY, query: CANARY }),
    );
    this.log.log(`line\r\n\u001b[31m{"level":"fatal"}`);
    return {};
  }

  @Public()
  @Get('by-id/:id')
  byId(@IdParam() id: string): object {
    return { id };
  }
}

const failures: Readonly<Record<string, () => Error>> = {
  limit: () => new ApiError('TOO_MANY_REQUESTS', 'Slow down.', { retryAfterSeconds: 7 }),
  connection: () =>
    new ApiError('CONFLICT', 'Already connected.', {
      connectionCode: 'PROFILE_DUPLICATE',
      action: 'Open it.',
      extra: { existing: { connectionId: 'c' }, status: 200 },
    }),
  database: () => Object.assign(new Error(`connect ECONNREFUSED ${CANARY}`), { code: 'ECONNREFUSED' }),
  nest: () => new NotFoundException(CANARY),
};

/** A reply as far as specs look at it. */
export interface Answer {
  readonly body: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EdgeApp {
  readonly app: NestExpressApplication;
  readonly lines: () => Record<string, unknown>[];
  readonly rawLog: () => string;
}

export async function startEdge(environment: Record<string, string> = {}, options: EdgeOptions = {}): Promise<EdgeApp> {
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'debug',
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    APP_SECRET: Buffer.alloc(32, 7).toString('base64'),
    VAULT_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`,
    ...environment,
  });
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };

  @Module({
    imports: [ConfigModule.with(config), LogTo.with(destination), LoggingModule, EdgeModule],
    controllers: [ThingsController],
  })
  class ProbeModule {}

  const app = await NestFactory.create<NestExpressApplication>(ProbeModule, { ...API_OPTIONS, logger: false });
  configureApi(app, config, options);
  await app.init();
  const rawLog = () => written.join('');
  const lines = () =>
    rawLog()
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { app, lines, rawLog };
}

@Module({})
class LogTo {
  static with(destination: { write: (line: string) => void }) {
    const providers = [{ provide: LOG_DESTINATION, useValue: destination }];
    return { module: LogTo, global: true, providers, exports: [LOG_DESTINATION] };
  }
}
