import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import type { ProfileAnswer, ProfileRef } from '../platforms/contract/fetcher.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { CallOptions } from '../platforms/platform.gateway.js';
import type { Cause } from '../connections/connection-sync.service.js';
import { AccountCalls } from './account-calls.service.js';
import { GroupRun } from './group-run.js';
import { Lanes } from './lanes.js';
import { Member } from './member.js';
import { ProfileReader } from './profile-reader.service.js';
import { aSubject } from './testing/a-subject.js';

type Look = (refs: readonly ProfileRef[], options: CallOptions) => Promise<readonly ProfileAnswer[]>;

const found = (id: string): ProfileAnswer => ({
  ok: true,
  profile: { platformAccountId: id } as NormalizedProfile,
});
const nobody: ProfileAnswer = { ok: false, error: new PlatformError('PROFILE_NOT_FOUND') };

/** A reader that asks `look`, and keeps whatever it is given. */
function readerOf(look: Look): ProfileReader {
  const gateway = {
    fetchProfiles: (_: string, refs: readonly ProfileRef[], options: CallOptions) => look(refs, options),
  };
  const calls = Object.assign(Object.create(AccountCalls.prototype), { gateway }) as AccountCalls;
  const profiles = {
    locator: ({ platformAccountId }: { platformAccountId: string }) => ({ kind: 'id', value: platformAccountId }),
    handleLocator: ({ handle }: { handle: string }) => ({ kind: 'handle', value: handle }),
  };
  const writer = { profile: () => Promise.resolve() };
  const config = { values: { SYNC_RETRY_SECONDS: [4, 16, 64] } };
  return new (ProfileReader as unknown as new (...parts: unknown[]) => ProfileReader)(
    ...[calls, profiles, writer, { now: () => new Date() }, config],
  );
}

function aMember(id: string, cause: Cause = 'scheduled'): Member {
  const subject = aSubject({ connectionId: id, platformAccountId: id, handle: `handle-${id}`, cause });
  return new Member({ agencyId: 'one', connectionId: id, token: 1n }, { consent: null, subject });
}

const aRun = () => new GroupRun({ platform: 'bluesky', leases: [], urgent: false }, new Date());

async function outcomes(reader: ProfileReader, members: readonly Member[]) {
  const reads = await reader.read(aRun(), members, new Lanes(2));
  return reads.map(({ found: one }) => (one instanceof PlatformError ? one.code : 'read'));
}

describe('reading profiles together', () => {
  const members = () => ['a', 'gone', 'b'].map((id) => aMember(id));
  const first = [found('a'), nobody, found('b')];

  it('keeps who was read where a limit ends the second look for who was not', async () => {
    const limited = new PlatformError('RATE_LIMITED', { held: 'limit' });
    const reader = readerOf((refs) => (refs.length === 3 ? Promise.resolve(first) : Promise.reject(limited)));

    expect(await outcomes(reader, members())).toEqual(['read', 'RATE_LIMITED', 'read']);
  });

  it('takes a second look that makes no sense for none', async () => {
    const senseless = new PlatformError('PLATFORM_CONTRACT_CHANGED');
    const reader = readerOf((refs) => (refs.length === 3 ? Promise.resolve(first) : Promise.reject(senseless)));

    expect(await outcomes(reader, members())).toEqual(['read', 'PROFILE_NOT_FOUND', 'read']);
  });

  it.each(['PROFILE_SUSPENDED', 'PROFILE_NOT_FOUND', 'INPUT_INVALID_HANDLE', 'PLATFORM_CONTRACT_CHANGED'] as const)(
    'lets one account that fails the whole call with %s fail alone, in few calls',
    async (code) => {
      let calls = 0;
      const reader = readerOf((refs) => {
        calls += 1;
        if (refs.some(({ locator }) => locator.value === 'bad' || locator.kind === 'handle'))
          return Promise.reject(new PlatformError(code));
        return Promise.resolve(refs.map(({ locator }) => found(locator.value)));
      });
      const many = Array.from({ length: 50 }, (_, index) => (index === 31 ? 'bad' : `well-${index}`));

      const codes = await outcomes(
        reader,
        many.map((id) => aMember(id)),
      );

      expect(codes).toEqual(many.map((id) => (id === 'bad' ? code : 'read')));
      expect(calls).toBeLessThanOrEqual(13);
    },
  );

  it('is not done over and over where no answer makes sense, and finds all the same who spoils them one after the other', async () => {
    let calls = 0;
    const all = Array.from({ length: 400 }, (_, index) => aMember(`${index}`));
    const outcomesOf = (spoils: (id: string) => boolean) => {
      calls = 0;
      const reader = readerOf((refs) => {
        calls += 1;
        const spoilt = refs.some(({ locator }) => spoils(locator.value));
        return spoilt
          ? Promise.reject(new PlatformError('PLATFORM_CONTRACT_CHANGED'))
          : Promise.resolve(refs.map(({ locator }) => found(locator.value)));
      });
      return outcomes(reader, all);
    };

    expect(new Set(await outcomesOf(() => true))).toEqual(new Set(['PLATFORM_CONTRACT_CHANGED']));
    expect(calls).toBe(49);
    const read = await outcomesOf((id) => Number(id) % 100 === 99);
    expect(read.filter((code) => code !== 'read')).toHaveLength(4);
  });

  it('asks nobody again for what holds for all', async () => {
    let calls = 0;
    const reader = readerOf(() => {
      calls += 1;
      return Promise.reject(new PlatformError('APP_CREDENTIALS_INVALID'));
    });

    expect(await outcomes(reader, members())).toEqual(Array(3).fill('APP_CREDENTIALS_INVALID'));
    expect(calls).toBe(1);
  });

  it('tells who has the handle of an account that is gone', async () => {
    const reader = readerOf((refs) => Promise.resolve(refs.length === 3 ? first : [found('another')]));

    expect(await outcomes(reader, members())).toEqual(['read', 'PROFILE_HANDLE_REASSIGNED', 'read']);
  });

  it('leaves the reserve to those who wait: many that were added at once go with the regular reads', async () => {
    const lanes: string[] = [];
    const reader = readerOf((refs, options) => {
      lanes.push(options.lane);
      return Promise.resolve(refs.map(({ locator }) => found(locator.value)));
    });
    const imported = aSubject({ cause: 'first', lane: 2 });
    const lease = { agencyId: 'one', connectionId: 'imported', token: 1n };

    await reader.read(aRun(), [new Member(lease, { consent: null, subject: imported })], new Lanes(1));

    expect(lanes).toEqual(['scheduled']);
  });

  it.each([
    [['backfill', 'scheduled', 'backfill'], 'scheduled'],
    [['backfill', 'backfill'], 'backfill'],
    [['heal', 'first'], 'interactive'],
  ] as const)('asks for %j in the lane of the most urgent: %s', async (causes, lane) => {
    const lanes: string[] = [];
    const reader = readerOf((refs, options) => {
      lanes.push(options.lane);
      return Promise.resolve(refs.map(({ locator }) => found(locator.value)));
    });

    await reader.read(
      aRun(),
      causes.map((cause, index) => aMember(`member-${index}`, cause)),
      new Lanes(1),
    );

    expect(lanes).toEqual([lane]);
  });
});
