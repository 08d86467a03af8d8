/** A feature names classes of its own in its sheets, and those of renderer/ui. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { classesIn, foreignClasses, OLD_CLASSES } from '../../../scripts/css-classes.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sheets = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
const shared = classesIn(sheets('renderer/ui/**/*.css'));
const features = globSync('renderer/features/*/', { cwd: root }).map((folder) => path.basename(folder));

it.each([
  ['.list .wl-row { top: 0 }', ['list']],
  ['@media (width < 900px) { .co-bar > .row { top: 0 } }', ['co-bar']],
  ['.wl-row { &.chosen { color: red } .btn:hover { background: url(a.svg) } }', ['chosen']],
  ['/* .old { } */ .wl-day, .walls-day, .walls { line-height: 1.5em }', []],
  ['.wlx { top: 0 }', ['wlx']],
])('in a sheet of the walls, %s has the foreign classes %j', (css, foreign) => {
  expect(foreignClasses('walls', css, new Set(['btn', 'row']))).toEqual(foreign);
});

it('a new feature may name classes that begin with its folder, and no others', () => {
  expect(foreignClasses('example', '.example-row .row { top: 0 } .lv-tile { top: 0 }', shared)).toEqual(['lv-tile']);
});

it.each(features)('the sheets of %s name no foreign class but those from before this rule', (feature) => {
  expect(features.length).toBeGreaterThan(5);
  const foreign = foreignClasses(feature, sheets(`renderer/features/${feature}/**/*.css`), shared);
  // A name too much in OLD_CLASSES fails as well: the list must become shorter with each class that gets a prefix.
  expect(foreign).toEqual([...(OLD_CLASSES[feature] ?? [])].sort());
});
