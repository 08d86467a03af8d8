import { expect, it } from 'vitest';
import { shortPath } from '../../../../../renderer/ui/rows/short-path.ts';

const PATH = '/home/operator/Pictures/Lanner/117 Dock gate, IVM demo, 2026-11-23 00-17-09 +0800.png';

it('leaves a path that fits as it is', () => {
  expect(shortPath('/tmp/a.png', 20)).toBe('/tmp/a.png');
});

it('cuts a path in its middle, so that the root and the end of the file name stay', () => {
  const short = shortPath(PATH, 44);
  expect(short).toHaveLength(44);
  expect(short.startsWith('/hom')).toBe(true);
  expect(short.endsWith('2026-11-23 00-17-09 +0800.png')).toBe(true);
  expect(short).toContain('…');
});

it('shows the whole name of the file where the name has room', () => {
  expect(shortPath('C:\\Users\\operator\\Pictures\\Lanner\\gate.png', 24)).toBe('C:\\Users…Lanner\\gate.png');
});
