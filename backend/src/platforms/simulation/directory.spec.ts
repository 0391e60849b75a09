import { Directory } from './directory.js';

/** A sync: the profile by what it is known by, then its posts. */
function sync(directory: Directory, name: string): void {
  directory.readById(name);
  directory.readPosts(name);
}

describe('who goes by which handle', () => {
  let directory: Directory;

  beforeEach(() => {
    directory = new Directory();
  });

  it('ordinary accounts are called what they are called', () => {
    sync(directory, 'anna');
    expect(directory.readByHandle('anna')).toBe('anna');
    expect(directory.readById('anna')).toBe('anna');
    expect(directory.absenceOf('anna')).toBeNull();
  });

  it('looking an account up changes nothing, however often', () => {
    for (let time = 0; time < 3; time += 1) expect(directory.readByHandle('renamed-mia')).toBe('renamed-mia');
    expect(directory.readById('renamed-mia')).toBe('renamed-mia');
    expect(directory.readByHandle('newname-mia')).toBeNull();
  });

  it('a renamed account has its new handle from the next reading on, and the old one is nobody’s', () => {
    sync(directory, 'renamed-mia');
    expect(directory.holderOf('renamed-mia')).toBe('renamed-mia');
    expect(directory.readById('renamed-mia')).toBe('newname-mia');
    expect(directory.readByHandle('renamed-mia')).toBeNull();
    expect(directory.readByHandle('newname-mia')).toBe('renamed-mia');
  });

  it('a reassigned handle belongs to another account, and the first one is gone', () => {
    sync(directory, 'reassigned-mia');
    expect(directory.readByHandle('reassigned-mia')).toBe('newowner-mia');
    expect(directory.readById('reassigned-mia')).toBeNull();
    expect(directory.readById('newowner-mia')).toBe('reassigned-mia');
    expect(directory.readByHandle('newowner-mia')).toBeNull();
  });

  it('what turns away is well once, then gone', () => {
    sync(directory, 'turns-suspended-mia');
    expect(directory.absenceOf('turns-suspended-mia')).toBeNull();
    directory.readByHandle('turns-suspended-mia');
    expect(directory.absenceOf('turns-suspended-mia')).toBe('suspended');
    expect(directory.absenceOf('suspended-mia')).toBe('suspended');
  });

  it('a page further on does not turn anybody: a listing ends as it began', () => {
    sync(directory, 'renamed-mia');
    directory.readPosts('renamed-mia');
    expect(directory.holderOf('renamed-mia')).toBe('renamed-mia');
  });
});
