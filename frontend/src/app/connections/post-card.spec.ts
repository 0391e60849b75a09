import { TestBed } from '@angular/core/testing';
import type { PostResponse } from '../core/api/models';
import { PostCard } from './post-card';

const POST: PostResponse = {
  id: 'p1',
  platformPostId: '1',
  url: 'https://tube.example/p/1',
  kind: 'text',
  title: null,
  text: 'Back on Friday.',
  publishedAt: '2026-11-20T12:00:00Z',
  thumbnailUrl: null,
  durationSeconds: null,
  stats: { views: null, likes: 3, comments: 0, shares: null, quotes: null, saves: null },
  blanks: {},
  statsAt: '2026-11-22T12:00:00Z',
};

async function draw(change: Partial<PostResponse>, inputs: { view?: string; ageSaid?: boolean } = {}) {
  const fixture = TestBed.createComponent(PostCard);
  fixture.componentRef.setInput('post', { ...POST, ...change });
  fixture.componentRef.setInput('view', inputs.view ?? 'grid');
  fixture.componentRef.setInput('ageSaid', inputs.ageSaid ?? false);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const frame = (card: HTMLElement) => card.querySelector('article > div');

describe('PostCard', () => {
  it('fills the frame with the words of a post that has no picture', async () => {
    const card = await draw({});
    expect(frame(card)?.textContent).toContain('Back on Friday.');
    expect(card.querySelectorAll('h3')).toHaveLength(1);
  });

  it.each([
    ['a picture', { thumbnailUrl: '/api/v1/media/1' }, 'grid'],
    ['a place in the list view', {}, 'list'],
  ])('keeps the words beside the frame of a post with %s', async (_, change, view) => {
    const card = await draw(change, { view });
    expect(frame(card)?.textContent).not.toContain('Back on Friday.');
    expect(card.querySelector('h3')?.textContent).toContain('Back on Friday.');
  });

  it('says how old its numbers are, unless the list has', async () => {
    expect((await draw({})).textContent).toContain('numbers from');
    expect((await draw({}, { ageSaid: true })).textContent).not.toContain('numbers from');
  });
});
