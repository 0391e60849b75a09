import { aPlatform } from '../../testing/samples';
import { detectPlatform, looksLikeLink } from './detect-platform';

const platform = (id: string, profileHosts: string[]) => aPlatform({ id, name: id, profileHosts });
const platforms = [platform('tube', ['tube.example', 'm.tube.example']), platform('sky', ['sky.example'])];

describe('detectPlatform', () => {
  it.each([
    ['https://tube.example/@mia', 'tube'],
    ['https://www.tube.example/@mia', 'tube'],
    ['m.tube.example/@mia', 'tube'],
    [' https://SKY.example/profile/mia ', 'sky'],
  ])('reads %j as %s', (input, id) => {
    expect(detectPlatform(input, platforms)?.id).toBe(id);
  });

  it.each([
    '@mia',
    'mia.sky.social',
    'https://tube.example.evil.io/@mia',
    'https://sky.example@evil.io/mia',
    'https://',
    '',
  ])('finds none in %j', (input) => {
    expect(detectPlatform(input, platforms)).toBeNull();
  });

  it('tells links from handles', () => {
    expect(['https://a.example', 'a.example/x'].map(looksLikeLink)).toEqual([true, true]);
    expect(['@mia', 'mia', 'mia.sky.social', 'a b.example/x'].map(looksLikeLink)).toEqual([false, false, false, false]);
  });
});
