import { networkOf } from './sign-in-throttle.js';

describe('networkOf', () => {
  it('counts an IPv4 address alone, in each of its spellings', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('203.0.113.8')).not.toBe(networkOf('203.0.113.7'));
  });

  it('counts a household of IPv6 together', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff:ffff:ffff:ffff'));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
  });

  it.each([null, '', 'nonsense'])('counts %p with all others that have no address', (address) => {
    expect(networkOf(address)).toBe('unknown');
  });
});
