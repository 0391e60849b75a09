import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Permit, Public } from '../core/principal.js';
import { RouteCheck } from './route-check.js';

@Controller('guarded')
class GuardedController {
  @Permit('talent:read')
  @Get()
  read(): void {
    this.notARoute();
  }

  @Public()
  @Get('open')
  open(): void {
    this.notARoute();
  }

  notARoute(): void {
    /* carries no address, so nobody can call it */
  }
}

@Controller('forgotten')
class ForgottenController {
  @Post()
  write(): void {
    /* never called */
  }
}

const start = async (...controllers: (typeof GuardedController | typeof ForgottenController)[]) => {
  const testing = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [RouteCheck],
  }).compile();
  return testing.init();
};

describe('RouteCheck', () => {
  it('starts when every route says what it asks', async () => {
    const app = await start(GuardedController);
    expect(app.get(RouteCheck).unguardedRoutes()).toEqual([]);
    await app.close();
  });

  it('refuses to start, and names the route, when one does not', async () => {
    await expect(start(GuardedController, ForgottenController)).rejects.toThrow(/ForgottenController\.write/);
  });
});
