import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, signal } from '@angular/core';
import type { PostResponse } from '../core/api/models';
import type { PostMetric } from '../core/api-words';
import { externalUrl } from '../core/external-link';
import { blankReason } from '../core/blank-reason';
import { clockDuration } from '../ui/numbers';
import { BrandIcon, type BrandDrawing } from '../ui/brand-icon';
import { Figure } from '../ui/figure';
import { Icon, type IconName } from '../ui/icon';
import { TimeAgo } from '../ui/time-ago';

const METRICS: readonly [PostMetric, one: string, many: string][] = [
  ['views', 'view', 'views'],
  ['likes', 'like', 'likes'],
  ['comments', 'comment', 'comments'],
  ['shares', 'share', 'shares'],
  ['quotes', 'quote', 'quotes'],
  ['saves', 'save', 'saves'],
];
const KINDS: Record<PostResponse['kind'], { label: string; icon: IconName }> = {
  video: { label: 'Video', icon: 'play' },
  short: { label: 'Short', icon: 'play' },
  image: { label: 'Image', icon: 'image' },
  text: { label: 'Text', icon: 'text' },
  link: { label: 'Link', icon: 'link' },
  other: { label: 'Post', icon: 'text' },
};

export interface PostSource {
  handle: string;
  platform: string;
  icon: BrandDrawing | null;
}

@Component({
  selector: 'app-post-card',
  imports: [BrandIcon, Figure, Icon, NgTemplateOutlet, TimeAgo],
  host: { class: 'block' },
  templateUrl: './post-card.html',
})
export class PostCard {
  readonly post = input.required<PostResponse>();
  readonly view = input.required<'grid' | 'list'>();
  /** The list says above it how old all its numbers are: then no card has to. */
  readonly ageSaid = input(false);
  /** Which account it is from, where there are several. */
  readonly source = input<PostSource | null>(null);
  protected readonly broken = signal(false);
  protected readonly url = computed(() => externalUrl(this.post().url));
  protected readonly kind = computed(() => KINDS[this.post().kind] ?? KINDS.other);
  protected readonly words = computed(
    () => this.post().title ?? this.post().text ?? `${this.kind().label} without words`,
  );
  /** Words are the picture of a post that has none: they fill its frame instead of standing below an empty one. */
  protected readonly wordsAreIt = computed(() => {
    const { thumbnailUrl, text, title } = this.post();
    const picture = thumbnailUrl !== null && !this.broken();
    return this.view() === 'grid' && !picture && Boolean(title ?? text);
  });
  /** Around words the frame is no stage of its own: the link in it stretches over the whole card. */
  protected readonly frame = computed(() => {
    if (this.view() === 'list') return 'relative h-16 w-28 place-items-center';
    return `aspect-video w-full ${this.wordsAreIt() ? 'content-center px-5 py-4' : 'relative place-items-center'}`;
  });
  protected readonly numbersAt = computed(() => (this.ageSaid() ? null : this.post().statsAt));
  protected readonly duration = computed(() => {
    const seconds = this.post().durationSeconds;
    return seconds === null ? null : clockDuration(seconds);
  });
  /** On the picture; where words stand in its place, beside the kind. */
  protected readonly chip = computed(() => (this.wordsAreIt() ? null : this.duration()));
  protected readonly inWords = computed(() => {
    const length = this.wordsAreIt() ? this.duration() : null;
    return length ? ` of ${length}` : '';
  });
  /** What the platform never gives is left out; what is missing for another reason shows as a blank that says why. */
  protected readonly metrics = computed(() => {
    const { stats, blanks } = this.post();
    return METRICS.filter(([key]) => stats[key] !== null || (key in blanks && blanks[key] !== 'not_supported')).map(
      ([key, one, many]) => ({
        label: stats[key] === 1 ? one : many,
        value: stats[key],
        why: blankReason(blanks[key]),
      }),
    );
  });
}
