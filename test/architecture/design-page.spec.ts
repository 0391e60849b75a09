/** The page that shows the components of the console forgets none of them. */
import { filesBelow, read } from '../support/sources.js';

/** What other parts bring along: the messages that the buttons of the page show, and what makes lists walkable. */
const ELSEWHERE = ['ui-toast-list', 'ui-toast-outlet', 'uiRowKeys'];

const selectors = filesBelow('frontend/src/app/ui')
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
  .flatMap((path) => [...read(path).matchAll(/selector: '(?:[a-z]*\[)?([\w-]+)/g)].map(([, name = '']) => name));

describe('the page of all components', () => {
  it('shows every one of them', () => {
    const page = read('frontend/src/app/pages/design/design-page.html');
    const missing = selectors.filter((name) => !new RegExp(`(<|\\s)${name}[\\s>="]`).test(page));

    expect(missing.sort()).toEqual(ELSEWHERE);
    expect(selectors.length).toBeGreaterThan(25);
  });
});
