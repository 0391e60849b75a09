/** Official marks where there are any: each platform's icon is drawn as its brand gives it out. */
import * as icons from 'simple-icons';
import type { SimpleIcon } from 'simple-icons';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';

const brands = Object.values(icons as unknown as Record<string, SimpleIcon>);

/** Brands whose mark is not given out: theirs is drawn by ourselves, plainly, and is nobody else's. */
const DRAWN_HERE = ['linkedin'];

describe('the icons of the platforms', () => {
  const all = CATALOGUE.map(({ descriptor }) => [descriptor.id, descriptor.icon] as const);

  it.each(all.filter(([id]) => !DRAWN_HERE.includes(id)))('%s', (id, icon) => {
    const brand = brands.find(({ slug }) => slug === id);
    expect(brand).toBeDefined();
    expect(icon).toMatchObject({ path: brand?.path, viewBox: '0 0 24 24', color: `#${brand?.hex ?? ''}` });
  });

  it.each(all.filter(([id]) => DRAWN_HERE.includes(id)))(
    '%s is drawn here, for there is no mark given out',
    (id, icon) => {
      expect(brands.filter(({ slug, path }) => slug === id || path === icon.path)).toEqual([]);
      expect(icon.path).toMatch(/^M[\d .,a-zA-Z-]{40,}z$/);
      expect(icon).toMatchObject({ viewBox: '0 0 24 24' });
    },
  );

  it('has no exception that is none', () => {
    expect(DRAWN_HERE.filter((id) => !all.some(([known]) => known === id))).toEqual([]);
  });
});
