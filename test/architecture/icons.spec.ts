/** Official marks only: each platform's icon is drawn as its brand gives it out. */
import * as icons from 'simple-icons';
import type { SimpleIcon } from 'simple-icons';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';

const brands = Object.values(icons as unknown as Record<string, SimpleIcon>);

describe('the icons of the platforms', () => {
  it.each(CATALOGUE.map(({ descriptor }) => [descriptor.id, descriptor.icon] as const))('%s', (id, icon) => {
    const brand = brands.find(({ slug }) => slug === id);
    expect(icon).toMatchObject({ path: brand?.path, viewBox: '0 0 24 24', color: `#${brand?.hex ?? ''}` });
  });
});
