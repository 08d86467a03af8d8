/** The bounds of streams, recordings, files and evidence: docs/bounds.md names each of them with the figure of the code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as bounds from '../../../preload/domain/bounds.ts';
import { root } from '../../../scripts/lib.ts';

const ROW = /^\| .+? +\| ([\d,]+)(?: (KB|MB|GB|s|days))? +\| `([A-Z\d_]+)` +\|$/gm;
const UNITS: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, days: 86_400_000 };

/** A figure as the code has it: bytes, milliseconds where the name ends with _MS, seconds where it ends with _SEC. */
function figureOf(digits: string, unit: string | undefined, name: string): number {
  const figure = Number(digits.replaceAll(',', ''));
  if (unit === 's') return name.endsWith('_MS') ? figure * 1_000 : figure;
  return figure * (unit === undefined ? 1 : (UNITS[unit] ?? Number.NaN));
}

it('a reader of the table of bounds finds every bound of media and evidence, with its figure', () => {
  const text = readFileSync(path.join(root, 'docs/bounds.md'), 'utf8');
  const rows = [...text.matchAll(ROW)].map(([, digits = '', unit, name = '']) => [name, figureOf(digits, unit, name)]);
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  expect(Object.fromEntries(rows)).toEqual({ ...bounds });
});
