import { ChannelIdentities } from './youtube.identities.js';
import { isChannelId } from './youtube.urls.js';

describe('ChannelIdentities', () => {
  it.each(['abc', 'annamoves', 'mr.name', 'a_b-c.d', 'z'.repeat(24), '123456789012345678901234'])(
    '%s can be read from its id alone',
    (handle) => {
      const id = new ChannelIdentities().channelOf(`@${handle.toUpperCase()}`) ?? '';
      expect(isChannelId(id)).toBe(true);
      expect(new ChannelIdentities().nameOf(id)).toBe(handle);
    },
  );

  it.each(['z'.repeat(30), 'ゲーム実況', 'ünïcode'])(
    '%s has a steady id, known once somebody asked for it',
    (handle) => {
      const identities = new ChannelIdentities();
      const id = identities.channelOf(handle) ?? '';
      expect(isChannelId(id)).toBe(true);
      expect(new ChannelIdentities().channelOf(handle)).toBe(id);
      expect([identities.nameOf(id), new ChannelIdentities().nameOf(id)]).toEqual([handle, null]);
    },
  );

  it('knows nobody by what is no handle or id', () => {
    const identities = new ChannelIdentities();
    expect(['', 'ab', '.abc', 'a b'].map((handle) => identities.channelOf(handle))).toEqual([null, null, null, null]);
    expect(['', 'UC', 'UCshort', 'UU_x5XG1OV2P6uZZ5FSM9Ttw'].map((id) => identities.nameOf(id))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('carries channel and index in a video id', () => {
    const identities = new ChannelIdentities();
    const id = identities.channelOf('annamoves') ?? '';
    const videos = [0, 1, 9_999, 16_000_000].map((index) => identities.videoOf(id, index));
    expect(videos.map((video) => identities.readVideo(video))).toEqual(
      [0, 1, 9_999, 16_000_000].map((index) => ({ channelId: id, index })),
    );
    expect(new Set(videos).size).toBe(4);
    expect(new ChannelIdentities().readVideo(videos[0] ?? '')).toBeNull();
    expect(identities.readVideo('not a video')).toBeNull();
  });
});
