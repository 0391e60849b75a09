import type { ConnectionResponse, ProductResponse } from '../core/api/models';
import { noPosts } from './no-posts';

const account = (outcome: ProductResponse['outcome']) =>
  ({
    products: [
      { product: 'profile', outcome: 'ok' },
      { product: 'posts', outcome },
    ],
  }) as ConnectionResponse;

describe('why there are no posts', () => {
  it('is that nothing was published, where posts can be read', () => {
    expect(noPosts([account('ok'), account('partial')], 'TikTok')).toEqual({
      title: 'No posts',
      text: 'Nothing of their own was published on TikTok. Replies and reposts don’t count.',
    });
  });

  it('is that the platform has no list of them', () => {
    expect(noPosts([account('not_supported')], 'LinkedIn')).toEqual({
      title: 'Posts cannot be listed',
      text: 'LinkedIn gives apps no list of what was published.',
    });
  });

  it('is that the talent did not allow it', () => {
    expect(noPosts([account('not_granted')], 'TikTok')).toMatchObject({
      title: 'Posts were not allowed',
      text: expect.stringContaining('Send a link to allow the rest.') as string,
    });
  });

  it('claims no more than is known of several accounts', () => {
    expect(noPosts([account('ok'), account('not_supported')], 'any platform').text).toBe(
      'Nothing of their own was published on any platform, as far as posts can be read. Replies and reposts don’t count.',
    );
  });
});
