import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import type { ProfileResponse } from '../core/api/models';
import { ConnectionAbout } from './connection-about';

const profile: ProfileResponse = {
  displayName: 'Mia',
  handle: 'mia',
  bio: null,
  url: 'https://tube.example/@mia',
  avatarUrl: null,
  bannerUrl: null,
  followers: 1,
  following: null,
  posts: null,
  views: null,
  verified: null,
  accountType: null,
  createdAtPlatform: null,
  country: null,
  fetchedAt: null,
  source: 'public',
  blanks: {},
};

async function facts(change: Partial<ProfileResponse>): Promise<string> {
  const fixture = TestBed.createComponent(ConnectionAbout);
  fixture.componentRef.setInput('connection', aConnection({ profile: { ...profile, ...change } }));
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).querySelector('p')?.textContent ?? '';
}

describe('ConnectionAbout', () => {
  it('says what kind of account it is, where the platform does', async () => {
    expect(await facts({ accountType: 'creator', verified: true })).toContain(
      'Public data · Creator account · Verified by the platform',
    );
    expect(await facts({})).not.toMatch(/ account/);
  });
});
