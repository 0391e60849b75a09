import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ProblemError, problemFrom } from '../core/problem';
import { ConsentApi } from './consent-api';
import { Departure } from './departure';
import { problemWords } from './problem-words';
import { en } from './words/en';

const start = jest.fn();
const gone: string[] = [];

@Injectable()
class Leaving extends Departure {
  protected override go(url: string): void {
    gone.push(url);
  }
}

function departure(): Departure {
  TestBed.configureTestingModule({ providers: [{ provide: ConsentApi, useValue: { start } }, Leaving] });
  return TestBed.inject(Leaving);
}

const sentTo = (authorizationUrl: string) => start.mockResolvedValue({ authorizationUrl, flowId: 'f', expiresAt: '' });

beforeEach(() => {
  start.mockReset();
  gone.length = 0;
});

describe('leaving for a platform', () => {
  it('goes where the API says, and keeps the button turning', async () => {
    sentTo('https://tube.example/authorize?state=1');
    const leaving = departure();
    expect(await leaving.leaveFor('tube', { switchAccount: true })).toBeNull();
    expect(start).toHaveBeenCalledWith('tube', { switchAccount: true });
    expect(gone).toEqual(['https://tube.example/authorize?state=1']);
    expect(leaving.to()).toBe('tube');
  });

  it('starts once for two taps', async () => {
    sentTo('https://tube.example/');
    const leaving = departure();
    await Promise.all([leaving.leaveFor('tube'), leaving.leaveFor('tube'), leaving.leaveFor('gram')]);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/elsewhere'])('never goes to %s', async (url) => {
    sentTo(url);
    const leaving = departure();
    expect(await leaving.leaveFor('tube')).toMatchObject({ code: 'ADDRESS_UNSAFE' });
    expect(gone).toEqual([]);
    expect(leaving.to()).toBeNull();
  });

  it('says what stood in the way, and can be tried again', async () => {
    start.mockRejectedValueOnce(new ProblemError(problemFrom(409, { connectionCode: 'APP_CREDENTIALS_INVALID' })));
    const leaving = departure();
    expect(await leaving.leaveFor('tube')).toMatchObject({ connectionCode: 'APP_CREDENTIALS_INVALID' });
    expect(leaving.to()).toBeNull();
  });

  it('says where the page would have to be opened', async () => {
    const openAt = 'http://127.0.0.1:3000';
    start.mockRejectedValueOnce(new ProblemError(problemFrom(400, { code: 'REQUEST_INVALID', openAt })));
    const problem = await departure().leaveFor('tube');
    expect(problem && problemWords(problem, en, { platform: 'Tube', agency: 'Northlight' })).toBe(
      `Open this page at ${openAt}, and begin again: that is where Tube sends you back to.`,
    );
  });

  it('is ready again for somebody who comes back by the browser’s own button', async () => {
    sentTo('https://tube.example/');
    const leaving = departure();
    await leaving.leaveFor('tube');
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(leaving.to()).toBeNull();
  });
});
