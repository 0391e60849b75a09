/** How accounts and posts are called on each platform, there and back: the number of either can be read from its id. */
import type { PlatformName } from './accounts.ts';

export interface PostName {
  readonly number: number;
  readonly index: number;
}

interface Names {
  accountId(number: number): string;
  numberOf(accountId: string): number;
  handle(number: number): string;
  postId(post: PostName): string;
  postOf(postId: string): PostName;
}

const TWEETS_OF_ONE = 1_000_000;
const FIRST_USER = 1_000_000_000;
const ACCOUNT_DIGITS = 6;

const base36 = (value: number, digits: number): string => value.toString(36).padStart(digits, '0');
const read36 = (text: string): number => Number.parseInt(text, 36);
/** The ids of Bluesky's accounts know no 0, 1, 8 and 9. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
function letters(value: number, digits: number): string {
  let [text, rest] = ['', value];
  for (; rest > 0; rest = Math.floor(rest / LETTERS.length)) text = `${LETTERS[rest % LETTERS.length]}${text}`;
  return text.padStart(digits, 'a');
}
const readLetters = (text: string): number =>
  [...text].reduce((value, letter) => value * LETTERS.length + LETTERS.indexOf(letter), 0);

/** Two numbers in eleven letters, like the ids of videos. */
const packed = ({ number, index }: PostName): string => `${base36(number, ACCOUNT_DIGITS)}${base36(index, 5)}`;
const unpacked = (text: string): PostName => ({
  number: read36(text.slice(0, ACCOUNT_DIGITS)),
  index: read36(text.slice(ACCOUNT_DIGITS)),
});

const CHANNEL = 'UC';
const DID = 'did:plc:';
const DID_LETTERS = 24;
const RECORD = '/app.bsky.feed.post/3k';

export const NAMES: Readonly<Record<PlatformName, Names>> = {
  bluesky: {
    accountId: (number) => `${DID}${letters(number, DID_LETTERS)}`,
    numberOf: (id) => readLetters(id.slice(DID.length)),
    handle: (number) => `person-${number}.bsky.social`,
    postId: (post) => `at://${DID}${letters(post.number, DID_LETTERS)}${RECORD}${packed(post)}`,
    postOf: (id) => unpacked(id.slice(id.indexOf(RECORD) + RECORD.length)),
  },
  x: {
    accountId: (number) => String(FIRST_USER + number),
    numberOf: (id) => Number(id) - FIRST_USER,
    handle: (number) => `person_${number}`,
    postId: ({ number, index }) => String((FIRST_USER + number) * TWEETS_OF_ONE + index),
    postOf: (id) => ({
      number: Math.floor(Number(id) / TWEETS_OF_ONE) - FIRST_USER,
      index: Number(id) % TWEETS_OF_ONE,
    }),
  },
  youtube: {
    accountId: (number) => `${CHANNEL}${base36(number, 22)}`,
    numberOf: (id) => read36(id.slice(CHANNEL.length)),
    handle: (number) => `person-${number}`,
    postId: packed,
    postOf: unpacked,
  },
};
