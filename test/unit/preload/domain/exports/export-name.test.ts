import { describe, expect, it } from 'vitest';
import { exportName, safeName } from '../../../../../preload/domain/exports/export-name.ts';

const BAD = [
  '<',
  '>',
  ':',
  '"',
  '/',
  '\\',
  '|',
  '?',
  '*',
  '\0',
  '\n',
  '\u007f',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
];
const ALPHABET = [
  ...BAD,
  '.',
  '.',
  ' ',
  ' ',
  'a',
  'Z',
  '9',
  '_',
  '门',
  '码头',
  '😀',
  'é',
  'é',
  'con',
  'NUL',
  'COM1',
  '$',
  'lpt9.',
];
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$/i;
const encoder = new TextEncoder();

/** The same numbers on each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function texts(count: number): readonly string[] {
  const random = numbers(7);
  const next = (below: number): number => Math.floor((random.next().value as number) * below);
  return Array.from({ length: count }, () =>
    Array.from({ length: next(90) }, () => ALPHABET[next(ALPHABET.length)] ?? '').join(''),
  );
}

describe('a name of a folder or a file', () => {
  // @promise export.safe-names: Names are safe on Windows, macOS and Linux, whatever a camera is called.
  it('a name is safe on every system, whatever a camera is called', () => {
    for (const text of texts(5_000)) {
      const name = safeName(text);
      const told = JSON.stringify([text, name]);
      expect(name.length, told).toBeGreaterThan(0);
      expect(name.length, told).toBeLessThanOrEqual(48);
      expect(encoder.encode(name).length, told).toBeLessThanOrEqual(255);
      expect(name, told).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(name, told).not.toMatch(/^[. ]|[. ]$/);
      expect(name, told).not.toMatch(RESERVED);
    }
  });

  it('a safe name is unchanged when it is made safe again', () => {
    for (const text of texts(2_000)) expect(safeName(safeName(text))).toBe(safeName(text));
  });

  it.each([
    ['Dock gate', 'Dock gate'],
    ['码头 3 号', '码头 3 号'],
    ['../../etc', '_.._etc'],
    ['CON', '_CON'],
    ['nul.mp4', '_nul.mp4'],
    ['Gate 1. ', 'Gate 1'],
    ['...', '_'],
    ['', '_'],
  ])('the name %j becomes %j', (text, name) => {
    expect(safeName(text)).toBe(name);
  });
});

describe('the name of an export', () => {
  const place = { site: 'North', camera: 'Dock gate' };
  const range = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

  // @promise export.mp4
  it('the name of an export has site, camera, date, begin and end in the zone of the camera', () => {
    expect(exportName(place, range('2026-11-23T02:00:00Z', '2026-11-23T02:30:00Z'), 'Asia/Shanghai')).toEqual({
      folders: ['North', 'Dock gate', '2026-11-23'],
      name: '10-00-00 - 10-30-00 +0800',
    });
  });

  it('the name of an export over midnight has both dates', () => {
    const { folders, name } = exportName(place, range('2026-11-23T15:00:00Z', '2026-11-23T17:00:00Z'), 'Asia/Shanghai');
    expect([folders[2], name]).toEqual(['2026-11-23', '23-00-00 - 2026-11-24 01-00-00 +0800']);
  });

  it('the name of an export over a change of the clock has both offsets', () => {
    const { name } = exportName(place, range('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'), 'Europe/Berlin');
    expect(name).toBe('02-30-00 +0200 - 02-30-00 +0100');
  });

  it('the name of an export that is taken gets a number', () => {
    const { name } = exportName(place, range('2026-11-23T02:00:00Z', '2026-11-23T02:30:00Z'), 'UTC', 2);
    expect(name).toBe('02-00-00 - 02-30-00 +0000 (2)');
  });
});
