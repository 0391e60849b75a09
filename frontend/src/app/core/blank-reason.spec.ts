import { blankReason } from './blank-reason';

describe('blankReason', () => {
  it('says why a number is missing', () => {
    expect(blankReason('hidden')).toBe('Hidden by the account');
  });

  it('says "not read yet" where no reason was given', () => {
    expect(blankReason(undefined)).toBe('Not read yet');
  });
});
