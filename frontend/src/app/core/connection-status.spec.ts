import { STATUSES, inMotion, needsHand, retryIsSecond, statusWords } from './connection-status';

describe('statusWords', () => {
  it('has words for every status, and red for errors alone', () => {
    expect(STATUSES.map((status) => [statusWords(status).label, statusWords(status).tone])).toEqual([
      ['Pending', 'rest'],
      ['Syncing', 'busy'],
      ['Ready', 'good'],
      ['Error', 'bad'],
      ['Reconnect needed', 'care'],
      ['Paused', 'rest'],
      ['Disconnected', 'rest'],
    ]);
  });

  it('knows what moves by itself and what needs a hand', () => {
    expect(STATUSES.filter(inMotion)).toEqual(['PENDING', 'SYNCING']);
    expect(STATUSES.filter(needsHand)).toEqual(['ERROR', 'RECONNECT_NEEDED']);
  });

  it('puts Retry second where it is no way out', () => {
    const classes = ['no', 'user', 'operator', 'auto', 'when-told'] as const;
    expect(classes.filter((retry) => retryIsSecond({ retry }))).toEqual(['no', 'operator']);
    expect(retryIsSecond(null)).toBe(false);
  });
});
