import { TestBed } from '@angular/core/testing';
import { aPlace } from '../../testing/place-samples';
import { Speech } from './speech';

const speech = () => TestBed.inject(Speech);

beforeEach(() => {
  localStorage.clear();
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-CH', 'en']);
});

afterEach(() => jest.restoreAllMocks());

describe('the language of a talent’s pages', () => {
  it('is the link’s, and the page says so', async () => {
    await speech().speakFor(aPlace({ language: 'de' }), '/consent');
    expect(speech().w().tag).toBe('de-DE');
    expect(document.documentElement.lang).toBe('de');
    expect(localStorage).toHaveLength(0);
  });

  it('is English where the link says so, whatever the browser reads', async () => {
    await speech().speakFor(aPlace({ language: 'en' }), '/consent');
    expect(speech().language()).toBe('en');
  });

  it('is the browser’s where nobody has said otherwise', async () => {
    await speech().speak(null);
    expect(speech().language()).toBe('fr');
    await speech().speakFor(aPlace({ language: 'en' }), '/own');
    expect(speech().language()).toBe('fr');
  });

  it('is what was chosen here, before all others', async () => {
    await speech().choose('es');
    await speech().speakFor(aPlace({ language: 'de' }), '/consent');
    expect(speech().language()).toBe('es');
  });

  it('is the one that was asked for last, whichever words come first', async () => {
    await Promise.all([speech().speak('de'), speech().speak('es')]);
    expect(speech().language()).toBe('es');
  });

  it('says nothing before its words have come', () => {
    expect(() => speech().w()).toThrow('before its words have come');
  });
});
