/** The list of failure modes: no line without a proof, and the sentences that a look at the sources can prove. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib.ts';

const text = readFileSync(path.join(root, 'docs/failure-modes.md'), 'utf8');

/** The cells of every line of every table but its head. */
const rows = text
  .split('\n')
  .filter((line) => /^\| *(?:\d+|[a-z]) *\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('proves every line by a test or says why it cannot happen', () => {
  const isProved = (row: readonly string[]): boolean =>
    /`(?:unit|contract|integration|security|e2e)\/\S+` "/.test(row[4] ?? '') ||
    (row[3] ?? '').startsWith('Cannot happen: ');
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => row.length !== 6 || !isProved(row))).toEqual([]);
});

it('the document has each of the twenty-five failures, in the table or among those that are not about live video', () => {
  const end = text.slice(text.indexOf('## Numbers that are missing above'));
  const left = [...end.matchAll(/(\d+) \(/g)].map(([, number]) => Number(number));
  const listed = rows.flatMap(([, id = '']) => (/^\d+$/.test(id) ? [Number(id)] : []));
  expect([...listed, ...left].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

it('the document is named in the README', () => {
  expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toContain('](docs/failure-modes.md)');
});

it('asks nowhere for a WebGL context', () => {
  const files = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(100);
  const asking = sources.filter((file) => {
    const source = readFileSync(path.join(root, 'renderer', file), 'utf8');
    return /webgl|transferControlToOffscreen/i.test(source) || /getContext\((?!'2d')/.test(source);
  });
  expect(asking).toEqual([]);
});
