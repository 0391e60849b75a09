import ts from 'typescript';
import { CATALOGUE, RECOGNISED_NETWORKS } from '../../backend/src/platforms/catalogue.js';
import { filesBelow, parse, read, walk } from '../support/sources.js';

const IDS = new Set([...CATALOGUE.map(({ descriptor }) => descriptor.id), ...RECOGNISED_NETWORKS.map(({ id }) => id)]);

/** Where a platform may be named: its own folder, the list of all, the demo seed, and tests. */
const EXEMPT = [
  /^backend\/src\/generated\//,
  /^backend\/src\/platforms\/adapters\//,
  /^backend\/src\/platforms\/catalogue\.ts$/,
  /^backend\/src\/seed(\.ts|\/)/,
  /^frontend\/src\/app\/core\/api\//,
  /\.spec\.ts$/,
  /\/testing\//,
];
const generic = (extension: string) =>
  [...filesBelow('backend/src'), ...filesBelow('frontend/src')].filter(
    (path) => path.endsWith(extension) && !EXEMPT.some((pattern) => pattern.test(path)),
  );

/** A name with one letter is told from an ordinary variable only where it is written as text. */
function namesPlatform(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return IDS.has(node.text.toLowerCase());
  return ts.isIdentifier(node) && node.text.length > 1 && IDS.has(node.text.toLowerCase());
}

function platformsNamedIn(path: string): string[] {
  const found: string[] = [];
  const file = parse(path);
  walk(file, (node) => {
    if (!namesPlatform(node)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${node.getText()}`);
  });
  return found;
}

/** Quoted words in a template: attribute values, and texts within its expressions. */
function platformsQuotedIn(path: string): string[] {
  const quoted = [...read(path).matchAll(/(["'`])([^"'`\s]*)\1/g)].map((match) => match[2] ?? '');
  return quoted.filter((word) => IDS.has(word.toLowerCase())).map((word) => `${path} ${word}`);
}

describe('generic code', () => {
  it('never names a platform', () => {
    const files = generic('.ts');

    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(platformsNamedIn)).toEqual([]);
  });

  it('never names a platform in a template', () => {
    expect(generic('.html').flatMap(platformsQuotedIn)).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has one entry for each folder of an adapter, under its name', () => {
    const doors = filesBelow('backend/src/platforms/adapters')
      .map((path) => /adapters\/([^/]+)\/index\.ts$/.exec(path)?.[1])
      .filter((name) => name !== undefined && name !== 'recognised');

    expect(CATALOGUE.map(({ descriptor }) => descriptor.id).sort()).toEqual(doors);
  });

  it('has no network twice', () => {
    expect(IDS.size).toBe(CATALOGUE.length + RECOGNISED_NETWORKS.length);
  });
});
