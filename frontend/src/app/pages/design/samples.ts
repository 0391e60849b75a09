/** What tries a layout: long, short, empty, right to left. */
import type { IconName } from '../../ui/icon';
import type { PickerOption } from '../../ui/picker';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);

export const LONG_NAME = 'Theo Grant & The Longest Night Orchestra of Upper Wharfedale-Donaudampfschifffahrt';
export const RIGHT_TO_LEFT = 'ليلى حداد ✨';

export const PEOPLE: readonly PickerOption[] = ['Amara Okafor', 'Yuki Tanaka 田中ゆき', RIGHT_TO_LEFT, LONG_NAME].map(
  (label, index) => ({ id: label, label, note: index ? `${index} profiles` : 'No profiles yet', face: null }),
);

export const ICONS: readonly IconName[] = [
  ...(['today', 'roster', 'imports', 'activity', 'settings', 'search', 'keyboard', 'plus', 'close', 'check'] as const),
  ...([
    'refresh',
    'more',
    'warning',
    'info',
    'clock',
    'chevron-down',
    'chevron-right',
    'arrow-left',
    'arrow-up',
  ] as const),
  ...(['arrow-down', 'external', 'copy', 'trash', 'edit', 'archive', 'link', 'unlink', 'key', 'sign-out'] as const),
  ...(['play', 'pause', 'image', 'text', 'grid', 'rows', 'sun', 'moon', 'system', 'tag', 'untag', 'verified'] as const),
];

export const CURVE = {
  points: Array.from({ length: 60 }, (_, day) => ({
    at: START + day * DAY_MS,
    value: Math.round(12_000 + day * 140 + 900 * Math.sin(day / 5)),
  })).filter((_, day) => day < 24 || day > 33),
  gaps: [{ from: START + 23 * DAY_MS, to: START + 34 * DAY_MS }],
  span: { from: START, to: START + 59 * DAY_MS },
};
