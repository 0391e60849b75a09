import type { Invitation, InvitedPlatform } from '../core/api/models';
import { aboutWords, isOpen, mailWords, platformWords, stateWords } from './invitation-words';

const asked = (given: Partial<InvitedPlatform> = {}): InvitedPlatform => ({
  platform: 'network',
  expectedHandle: null,
  state: 'open',
  connectionId: null,
  code: null,
  text: null,
  action: null,
  doneAt: null,
  ...given,
});

const anInvitation = (given: Partial<Invitation> = {}): Invitation => ({
  id: 'invitation',
  talentId: 'talent',
  purpose: 'consent',
  state: 'sent',
  platforms: [asked()],
  language: 'en',
  createdBy: 'Ada',
  createdAt: '2026-11-20T10:00:00Z',
  expiresAt: '2026-12-04T10:00:00Z',
  sentAt: null,
  sentTo: null,
  openedAt: null,
  startedAt: null,
  completedAt: null,
  revokedAt: null,
  ...given,
});

describe('how an invitation stands', () => {
  it('tells a link that somebody has to send from one that was mailed', () => {
    expect(stateWords(anInvitation()).label).toBe('Link made');
    expect(stateWords(anInvitation({ sentAt: '2026-11-20T10:00:01Z' }))).toEqual({
      label: 'Sent',
      tone: 'busy',
      at: '2026-11-20T10:00:01Z',
    });
  });

  it.each([
    ['opened', 'Opened', true],
    ['started', 'Started', true],
    ['completed', 'Completed', false],
    ['declined', 'Declined', false],
    ['expired', 'Expired', false],
    ['revoked', 'Taken back', false],
  ] as const)('says that it is %s', (state, label, open) => {
    const invitation = anInvitation({ state });
    expect([stateWords(invitation).label, isOpen(invitation)]).toEqual([label, open]);
  });

  it('counts what is connected where several platforms are asked for', () => {
    const connected = asked({ state: 'connected' });
    const about = (platforms: InvitedPlatform[]) => aboutWords(anInvitation({ platforms, state: 'completed' }));
    expect(about([connected, asked(), asked()])).toEqual(['1 of 3 platforms connected']);
    expect(about([asked(), asked()])).toEqual([]);
    expect(about([connected])).toEqual([]);
  });

  it('says until when it can be used, and whether it is there to mend what was connected', () => {
    expect(aboutWords(anInvitation())).toEqual(['good until 4 Dec 2026']);
    expect(aboutWords(anInvitation({ purpose: 'reconnect', state: 'opened' }))).toEqual([
      'To reconnect',
      'good until 4 Dec 2026',
    ]);
    expect(aboutWords(anInvitation({ state: 'revoked' }))).toEqual([]);
  });

  it('names the account that is expected, as long as it is waited for', () => {
    expect(platformWords(asked({ expectedHandle: 'mia' }))).toBe('asked for @mia');
    expect(platformWords(asked({ expectedHandle: 'Mia Okafor' }))).toBe('asked for Mia Okafor');
    expect(platformWords(asked())).toBe('asked for');
    expect(platformWords(asked({ state: 'connected', expectedHandle: 'mia' }))).toBe('connected');
    expect(platformWords(asked({ state: 'declined' }))).toBe('declined');
    expect(platformWords(asked({ state: 'declined', code: 'AUTH_REVOKED' }))).toBe('withdrawn');
  });
});

describe('what came of the mail', () => {
  it('says nothing where nothing is left to do', () => {
    expect([mailWords('sent', 'Mia'), mailWords('not-asked', 'Mia')]).toEqual([null, null]);
  });

  it('says why there was none, and what to do', () => {
    expect(mailWords('no-address', 'Mia')).toBe(
      'There is no e-mail address on Mia’s page. Copy the message and send it yourself.',
    );
    expect(mailWords('not-configured', 'Mia')).toContain('sends no mail');
    expect(mailWords('failed', 'Mia')).toContain('did not take');
  });
});
