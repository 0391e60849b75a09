/** Answers that no platform should give, each made from what it truly answers, so that all but one thing is right with them. */
import type { Answer } from '../stage/platforms.js';

export interface Hostile {
  readonly name: string;
  readonly answer: (truth: Buffer) => Answer;
  /** `refused`: an error of the platform's contract. `harmless`: that, or data from which all harm is gone. */
  readonly outcome: 'refused' | 'harmless';
}

const MEBIBYTE = 1024 * 1024;
const text = (body: string): Answer => ({ body });
const refused = (name: string, answer: Hostile['answer']): Hostile => ({ name, answer, outcome: 'refused' });
const harmless = (name: string, change: (json: string) => string): Hostile => ({
  name,
  answer: (truth) => text(change(truth.toString())),
  outcome: 'harmless',
});

/** A number, or one that is written as text, as the value of a field. */
const COUNT = /:\s*("?)\d+(\.\d+)?\1(?=\s*[,}\]])/g;
const counted = (value: string) => (json: string) => json.replaceAll(COUNT, `:${value}`);

/** After the first quotation mark that opens a value. */
function withBytes(truth: Buffer, bytes: readonly number[]): Buffer {
  const at = truth.indexOf(':"') + 2;
  return Buffer.concat([truth.subarray(0, at), Buffer.from(bytes), truth.subarray(at)]);
}

export const CORPUS: readonly Hostile[] = [
  refused('words', () => text('Welcome! Please sign in to go on.')),
  refused('a page', () => ({ headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Hello</p>' })),
  refused('nothing', () => text('')),
  refused('null', () => text('null')),
  refused('a list', () => text('[]')),
  refused('a list of lists', () => text('[[],[[]]]')),
  refused('a number', () => text('42')),
  refused('half of it', (truth) => ({ body: truth.subarray(0, Math.floor(truth.length / 2)) })),
  refused('it twice', (truth) => ({ body: Buffer.concat([truth, truth]) })),
  refused('more than anybody wants', () => ({ body: Buffer.alloc(11 * MEBIBYTE, ' ') })),
  refused('brackets without end', () => text('['.repeat(2 * MEBIBYTE))),
  refused('objects without end', () => text('{"a":'.repeat(MEBIBYTE))),
  refused('bytes that are no UTF-8', (truth) => ({ body: withBytes(truth, [0xff, 0xfe, 0xc0]) })),
  refused('half of a character', (truth) => ({ body: withBytes(truth, [0xe2, 0x82]) })),
  refused('a redirect to elsewhere', () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' })),
  harmless('NUL in its texts', (json) => json.replaceAll(/:"/g, ':"\\u0000')),
  harmless('halves of surrogate pairs', (json) => json.replaceAll(/:"/g, ':"\\ud800')),
  harmless('a prototype of its own', (json) =>
    json.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
  ),
  harmless('ids as bare numbers', (json) => json.replaceAll(/"(\d{10,25})"/g, '$1')),
  harmless('ids beyond 2^53', (json) => json.replaceAll(/("(?:id|pk|user_id)":)"[^"]*"/g, '$19007199254740993')),
  harmless('negative counts', counted('-7')),
  harmless('counts beyond all measure', counted('9223372036854775808')),
  harmless('counts in words', counted('"many"')),
  harmless('counts without end', counted('1e400')),
  harmless('counts in fractions', counted('0.5')),
  harmless('texts of a megabyte', (json) => json.replace(':"', `:"${'x'.repeat(MEBIBYTE)}`)),
  harmless('times far ahead', (json) => json.replaceAll(/"20\d\d-/g, '"9999-')),
];
