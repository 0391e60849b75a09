import { ConnectHere } from './connect-here';

describe('to connect on the page where one is', () => {
  it('is up to that page for as long as it stands', async () => {
    const here = new ConnectHere();
    const [first, second] = [jest.fn(() => Promise.resolve()), jest.fn(() => Promise.resolve())];
    expect(await here.take()).toBe(false);
    const leaveFirst = here.offer(first);
    expect(await here.take()).toBe(true);
    const leaveSecond = here.offer(second);
    leaveFirst(); // the page before goes after the next one has come
    expect(await here.take()).toBe(true);
    leaveSecond();
    expect(await here.take()).toBe(false);
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});
