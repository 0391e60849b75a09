import { understood } from './languages';

describe('the language of a browser', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['pt-BR', 'es-MX', 'en'], 'es'],
    [['FR'], 'fr'],
    [['ja', 'ko'], 'en'],
    [[], 'en'],
  ])('%j reads as %s', (tags, language) => {
    expect(understood(tags)).toBe(language);
  });
});
