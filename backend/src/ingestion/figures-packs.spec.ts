import fc from 'fast-check';
import { packsOf, waiting } from './figures-packs.js';
import type { FiguresUnit } from './figures-packs.js';

const SIZE = 50;
const posts = (count: number) => Array.from({ length: count }, (_, index) => `post-${index}`);
const aUnit = (count: number, canWait: boolean): FiguresUnit<string> => ({ age: { canWait }, posts: posts(count) });
const sizeOf = (units: Iterable<FiguresUnit<string>>) => [...units].reduce((sum, unit) => sum + unit.posts.length, 0);
const callsFor = (count: number) => Math.ceil(count / SIZE);

describe('what waits for the next sync', () => {
  it('is what would go out in a call that is not full', () => {
    const old = [aUnit(4, true), aUnit(3, true), aUnit(8, true)];

    expect(sizeOf(waiting([aUnit(90, false), ...old], 0, SIZE))).toBe(7);
    expect(sizeOf(waiting([aUnit(95, false), ...old], 0, SIZE))).toBe(11);
    expect(sizeOf(waiting([aUnit(50, false), ...old], 0, SIZE))).toBe(15);
  });

  it('is nothing where a call less is not to be had by it', () => {
    expect(waiting([aUnit(60, false)], 0, SIZE).size).toBe(0);
    expect(waiting([aUnit(60, false), aUnit(9, true)], 0, SIZE).size).toBe(0);
    expect(waiting([aUnit(91, false), aUnit(9, true)], 0, SIZE).size).toBe(0);
  });

  it('is nothing where no call is full', () => {
    expect(waiting([aUnit(20, false), aUnit(9, true)], 0, SIZE).size).toBe(0);
    expect(waiting([aUnit(9, true)], 0, SIZE).size).toBe(0);
  });

  it('counts with what is read beside it', () => {
    expect(sizeOf(waiting([aUnit(5, true)], SIZE, SIZE))).toBe(5);
    expect(waiting([aUnit(5, true)], SIZE - 5, SIZE).size).toBe(0);
  });

  it('never costs more calls, nor takes along more than the last of them, nor what cannot wait', () => {
    const unit = fc.record({ count: fc.integer({ min: 1, max: 30 }), canWait: fc.boolean() });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), fc.nat({ max: 120 }), (given, others) => {
        const units = given.map(({ count, canWait }) => aUnit(count, canWait));
        const later = waiting(units, others, SIZE);
        const count = others + sizeOf(units);
        expect([...later].every(({ age }) => age.canWait)).toBe(true);
        expect(callsFor(count) - callsFor(count - sizeOf(later))).toBe(later.size > 0 ? 1 : 0);
      }),
    );
  });
});

describe('full calls', () => {
  const shape = (whole: number, figures: number) =>
    packsOf(posts(whole), posts(figures), SIZE).map((pack) => [pack.whole, pack.posts.length]);

  it('hold as many as go in, and the last the rest', () => {
    expect(shape(0, 120)).toEqual([
      [false, 50],
      [false, 50],
      [false, 20],
    ]);
    expect(shape(0, 0)).toEqual([]);
  });

  it('for posts that are read whole are filled up with figures', () => {
    expect(shape(3, 97)).toEqual([
      [true, 50],
      [false, 50],
    ]);
    expect(shape(53, 10)).toEqual([
      [true, 50],
      [true, 13],
    ]);
    expect(shape(50, 10)).toEqual([
      [true, 50],
      [false, 10],
    ]);
  });
});
