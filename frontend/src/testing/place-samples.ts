/** Made-up answers about a talent's place, for specs: a whole one with only what matters changed. */
import type { Flow, Place, PlaceConnection, PlacePlatform } from '../app/core/api/models';

export function aPlaceConnection(change: Partial<PlaceConnection> = {}): PlaceConnection {
  return {
    id: 'c1',
    handle: 'mia',
    displayName: 'Mia Sol',
    avatarUrl: null,
    status: 'READY',
    paused: false,
    connectedAt: '2026-11-20T10:00:00Z',
    lastReadAt: '2026-11-22T10:00:00Z',
    endsAt: null,
    missing: [],
    matched: 'stable-id',
    needsReconnect: false,
    ...change,
  };
}

export function aPlacePlatform(change: Partial<PlacePlatform> = {}): PlacePlatform {
  return {
    platform: 'tube',
    name: 'Tube',
    icon: { path: 'M0 0h24v24H0z', viewBox: '0 0 24 24', color: '#cc0000', colorDark: '#ff6666' },
    state: 'open',
    expectedHandle: 'mia',
    reads: ['profile', 'followers'],
    removal: { where: 'Settings, Apps', url: 'https://tube.example/apps' },
    code: null,
    text: null,
    action: null,
    connections: [],
    ...change,
  };
}

export function aPlace(change: Partial<Place> = {}): Place {
  return {
    agencyName: 'Northlight',
    talentName: 'Mia',
    language: 'en',
    rights: 'see',
    invitation: { purpose: 'consent', state: 'opened', expiresAt: '2026-12-06T10:00:00Z' },
    mail: { configured: true, to: 'm…@example.com' },
    hasAccount: false,
    textVersion: '2026-11',
    platforms: [aPlacePlatform(), aPlacePlatform({ platform: 'gram', name: 'Gram' })],
    ...change,
  };
}

export function aFlow(change: Partial<Flow> = {}): Flow {
  return {
    id: 'f1',
    platform: 'tube',
    platformName: 'Tube',
    state: 'ended',
    outcome: 'connected',
    code: null,
    text: '',
    action: null,
    signedInAs: null,
    expected: null,
    accounts: [],
    why: null,
    missing: [],
    connection: null,
    again: null,
    back: '/consent',
    ...change,
  };
}
