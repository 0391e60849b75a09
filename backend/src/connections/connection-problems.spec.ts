import { PlatformError } from '../platforms/contract/platform-error.js';
import { codeProblem, duplicateProblem, lookupProblem } from './connection-problems.js';

const NOW = new Date('2026-11-22T10:00:00Z');

describe('what a failed look-up says', () => {
  it.each([
    ['INPUT_INVALID_HANDLE', 400],
    ['PROFILE_NOT_FOUND', 404],
    ['PROFILE_PRIVATE', 409],
    ['PROFILE_DELETED', 409],
    ['RATE_LIMITED', 429],
    ['APP_CREDENTIALS_INVALID', 503],
    ['PLATFORM_UNAVAILABLE', 503],
    ['PLATFORM_CONTRACT_CHANGED', 503],
  ] as const)('%s is a %i that names the network', (code, status) => {
    const problem = lookupProblem(new PlatformError(code), { name: 'Network' }, NOW);
    expect(problem).toMatchObject({ status, details: { connectionCode: code } });
    expect(problem.message).not.toContain('{platform}');
  });

  it('waits as long as the platform said, and half a minute where it said nothing', () => {
    const told = new PlatformError('RATE_LIMITED', { retryAt: new Date(NOW.getTime() + 12_300) });
    expect(lookupProblem(told, { name: 'Network' }, NOW).details.retryAfterSeconds).toBe(13);
    expect(lookupProblem(new PlatformError('SYNC_TIMEOUT'), { name: 'Network' }, NOW).details.retryAfterSeconds).toBe(
      30,
    );
  });

  it('promises no try of its own, as a sync would', () => {
    expect(codeProblem('PLATFORM_UNAVAILABLE', { name: 'Network' }).details.action).toContain('tried again by itself');
    const problem = lookupProblem(new PlatformError('PLATFORM_UNAVAILABLE'), { name: 'Network' }, NOW);
    expect(problem.details.action).toBe('Nothing was stored. Look it up again in a moment.');
  });

  it('keeps what went wrong inside to itself', () => {
    const problem = lookupProblem(new Error('secret detail'), { name: 'Network' }, NOW);
    expect(problem).toMatchObject({ status: 503, details: { connectionCode: 'SYNC_INTERNAL' } });
    expect(JSON.stringify([problem.message, problem.details.action])).not.toContain('secret detail');
  });
});

describe('a profile that is connected already', () => {
  it('says to whom, and where it is', () => {
    const holder = { id: 'c', talentId: 't', talentName: 'Mia Sol', status: 'READY' } as const;
    const problem = duplicateProblem({ name: 'Network' }, holder);
    expect(problem).toMatchObject({ status: 409, details: { connectionCode: 'PROFILE_DUPLICATE' } });
    expect(problem.message).toContain('Mia Sol');
    expect(problem.details.extra).toEqual({
      existing: { connectionId: 'c', talentId: 't', talentName: 'Mia Sol', status: 'READY' },
    });
  });
});
