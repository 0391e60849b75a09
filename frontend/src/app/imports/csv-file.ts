/** Files on their way in and out: read whatever a spreadsheet saved, and write what no spreadsheet takes for a formula. */
import type { PlatformResponse } from '../core/api/models';
import type { ImportRow } from './imports-api';

/** As much as the API takes. */
export const MOST_BYTES = 2_000_000;

/** Both ways to name a profile, by its link or by network and handle: the second line of a talent needs no more than the name. */
export function templateFor(platforms: readonly Pick<PlatformResponse, 'id' | 'urlExample' | 'handle'>[]): string[][] {
  const [first, second = first] = platforms;
  const talent = ['Maya Lind', 'maya@example.com', 'music;nordics', 'MAYA', 'Prefers calls after noon'];
  const byHandle = second && ['Maya Lind', '', '', '', '', second.id, second.handle.example.replace(/^@/, '')];
  return [
    ['talent', 'email', 'tags', 'aliases', 'notes', 'platform', 'profile'],
    [...talent, '', first?.urlExample ?? ''],
    ...(byHandle ? [byHandle] : []),
  ];
}

/** UTF-8 as it should be; else what Excel saves as Unicode text, or in the code page of western Windows. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** RFC 4180; cells that begin like a formula, in narrow or full-width letters, get an apostrophe before them. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Can be mended and uploaded again: the columns are those of the template, and what they lack comes last. */
export function problemsCsv(rows: readonly ImportRow[]): string {
  const header = ['line', 'talent', 'email', 'tags', 'platform', 'profile', 'problem'];
  const lines = rows.map(({ line, given, text }) => [
    ...[String(line), given.talent, given.email ?? '', given.tags.join(';')],
    ...[given.platform ?? '', given.profile ?? '', text ?? ''],
  ]);
  return csvOf([header, ...lines]);
}

/** With a byte order mark, so that spreadsheets take it for UTF-8. */
export function download(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
