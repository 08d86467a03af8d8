import { expect, it } from 'vitest';
import { shortPath } from '../../../../../renderer/ui/rows/short-path.ts';

const PATH = '/home/operator/Pictures/Lanner/117 Dock gate, IVM demo, 2026-11-23 00-17-09 +0800.png';

it('a path that fits is unchanged', () => {
  expect(shortPath('/tmp/a.png', 20)).toBe('/tmp/a.png');
});

it('a long path is cut in its middle, so that the root and the end of the file name are shown', () => {
  const short = shortPath(PATH, 44);
  expect(short).toHaveLength(44);
  expect(short.startsWith('/hom')).toBe(true);
  expect(short.endsWith('2026-11-23 00-17-09 +0800.png')).toBe(true);
  expect(short).toContain('…');
});

it('a cut path shows the whole name of the file where there is room for it', () => {
  expect(shortPath('C:\\Users\\operator\\Pictures\\Lanner\\gate.png', 24)).toBe('C:\\Users…Lanner\\gate.png');
});
