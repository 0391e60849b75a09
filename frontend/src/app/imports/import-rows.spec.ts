import { waysOf } from './import-rows';

describe('what a row of an import leads to', () => {
  it.each([
    [null, null, []],
    ['t', null, ['/talents/t']],
    ['t', 'c', ['/talents/t', '/connections/c']],
  ])('with talent %s and profile %s is %j', (talentId, connectionId, paths) => {
    expect(waysOf({ talentId, connectionId }).map(({ path }) => path)).toEqual(paths);
  });
});
