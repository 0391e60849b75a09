/** A CSV text as records with the line each begins on; or every reason why it can't be read, by line. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import type { FieldProblem } from '../core/errors.js';

export interface CsvRecord {
  /** Where it begins; the header is on line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

export type CsvReading = { readonly table: CsvTable } | { readonly problems: readonly FieldProblem[] };

interface Parsed {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

const DELIMITERS = [',', ';', '\t'] as const;
/** As many as a person mends before trying again. */
const MOST_PROBLEMS = 20;
/** A cell longer than this is a quote that was never closed, or a mistake. */
const MOST_IN_CELL = 20_000;
/** Far more than anything means something here: nobody waits for a header of a hundred thousand. */
const MOST_COLUMNS = 100;
const BOM = '\uFEFF';

export const csvProblem = (message: string, code: string): FieldProblem => ({ field: 'csv', message, code });

/** RFC 4180, and what spreadsheets make of it: a byte order mark, semicolons or tabs, any line end, blank lines. */
export function readCsv(text: string, isKnown: (column: string) => boolean, maxRecords: number): CsvReading {
  const plain = (text.startsWith(BOM) ? text.slice(1) : text).replace(/\r\n?/g, '\n');
  const unfit = unfitLines(plain);
  if (unfit.length > 0) return { problems: unfit };
  // The header, and one record too many: what lies beyond it is not looked at.
  const parsed = parsedOrProblem(plain, delimiterOf(plain, isKnown), maxRecords + 2);
  if ('problems' in parsed) return parsed;
  const [header, ...records] = parsed.records;
  if (!header) return { problems: [csvProblem('The file is empty.', 'empty')] };
  if (header.cells.length > MOST_COLUMNS) return { problems: [tooWide(header.cells.length)] };
  const ragged = records.filter(({ cells }) => cells.length !== header.cells.length);
  if (ragged.length > 0) return { problems: ragged.slice(0, MOST_PROBLEMS).map(raggedness(header.cells.length)) };
  if (records.length > maxRecords) return { problems: [tooMany(records[maxRecords], maxRecords)] };
  if (records.length === 0) return { problems: [csvProblem('The file has a header and no rows below it.', 'empty')] };
  return { table: { header: header.cells, records } };
}

/** NUL, halves of characters, and the mark that a wrong encoding leaves: nothing that could be stored or meant. */
function unfitLines(text: string): FieldProblem[] {
  const unfit = /[\0\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
  if (!unfit.test(text)) return [];
  return text
    .split('\n')
    .flatMap((content, index) => (unfit.test(content) ? [index + 1] : []))
    .slice(0, MOST_PROBLEMS)
    .map((line) =>
      csvProblem(`Line ${line} holds characters that can’t be read. Save the file as UTF-8.`, 'unreadable-characters'),
    );
}

/** Whichever makes most known columns of the first line; then, whichever makes most columns. */
function delimiterOf(text: string, isKnown: (column: string) => boolean): string {
  const scores = DELIMITERS.map((delimiter) => {
    const first = firstRecord(text, delimiter);
    return { delimiter, known: first.filter(isKnown).length, columns: first.length };
  });
  scores.sort((a, b) => b.known - a.known || b.columns - a.columns);
  return scores[0]?.delimiter ?? ',';
}

function firstRecord(text: string, delimiter: string): readonly string[] {
  try {
    const [first = []] = parse(text, { ...optionsFor(delimiter), to: 1 });
    return first.map((cell) => cell.trim());
  } catch {
    return [];
  }
}

const optionsFor = (delimiter: string) => ({
  delimiter,
  record_delimiter: '\n',
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: MOST_IN_CELL * 20,
});

function parsedOrProblem(
  text: string,
  delimiter: string,
  most: number,
): { readonly records: CsvRecord[] } | { readonly problems: FieldProblem[] } {
  try {
    const parsed = parse(text, { ...optionsFor(delimiter), info: true, raw: true, to: most }) as unknown as Parsed[];
    const records = parsed.map(({ record, raw, info }) => ({
      line: info.lines - linesWithin(raw),
      cells: record.map(trimmed),
    }));
    const long = records.find(({ cells }) => cells.some((cell) => cell.length > MOST_IN_CELL));
    if (long) return { problems: [csvProblem(`Line ${long.line} has a field that is far too long.`, 'too-long')] };
    return { records };
  } catch (error) {
    if (error instanceof CsvError) return { problems: [inWords(error)] };
    throw error;
  }
}

const trimmed = (cell: string): string => cell.trim();

/** Line ends inside its quotes; those around it may or may not be part of the raw text. */
const linesWithin = (raw: string): number => raw.replace(/^\n+|\n+$/g, '').split('\n').length - 1;

function inWords(error: CsvError): FieldProblem {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return csvProblem(`The quotation mark opened on line ${line} is never closed.`, 'open-quote');
  if (error.code === 'CSV_MAX_RECORD_SIZE') return csvProblem(`Line ${line} is far too long.`, 'too-long');
  return csvProblem(
    `Line ${line} has a quotation mark where none can be. Write it twice inside a quoted field.`,
    'stray-quote',
  );
}

const raggedness =
  (expected: number) =>
  ({ line, cells }: CsvRecord): FieldProblem =>
    csvProblem(
      `Line ${line} has ${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where the header has ${expected}.`,
      'ragged-row',
    );

const tooWide = (columns: number): FieldProblem =>
  csvProblem(`Line 1 names ${columns} columns; a file has at most ${MOST_COLUMNS}.`, 'too-many-columns');

const tooMany = (first: CsvRecord | undefined, maxRecords: number): FieldProblem =>
  csvProblem(
    `Most that one import takes is ${maxRecords} rows; line ${first?.line ?? 0} is beyond that. Split the file.`,
    'too-many-rows',
  );
