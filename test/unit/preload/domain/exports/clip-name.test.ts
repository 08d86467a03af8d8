import fc from 'fast-check';
import { dirname, join, win32 } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileNamePart, fileStem, MAX_ACCOUNT_BYTES } from '../../../../../preload/domain/exports/clip-name.ts';
import { soundOf } from '../../../../../main/media/formats/flv/sound-formats.ts';

describe('a file name', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['UTC', '2026-11-21 08-31-05 +0000'],
    ['Asia/Shanghai', '2026-11-21 16-31-05 +0800'],
    ['America/St_Johns', '2026-11-21 05-01-05 -0330'],
    ['Asia/Kathmandu', '2026-11-21 14-16-05 +0545'],
  ])('a file name shows camera, cloud, time and part, and the offset of %s from UTC', (zone, time) => {
    vi.stubEnv('TZ', zone);
    const atMs = Date.UTC(2026, 10, 21, 8, 31, 5);
    expect(fileStem('7 Gate, Cloud', atMs)).toBe(`7 Gate, Cloud, ${time}`);
    expect(fileStem('7 Gate, Cloud', atMs, 3)).toBe(`7 Gate, Cloud, ${time} part 3`);
  });

  it('a file name contains nothing that a file system refuses or reads as a path', () => {
    expect(fileNamePart('../a\\b:c*?"<>|\n\u0000d')).toBe('_a_b_c_d');
    expect(fileNamePart('  东门  摄像机. . ')).toBe('东门 摄像机');
    expect(fileNamePart(' ... ')).toBe('_');
    expect([...fileNamePart('a'.repeat(500))]).toHaveLength(60);
    expect(fileNamePart('摄'.repeat(500))).toBe('摄'.repeat(40));
  });

  // @promise security.file-names
  it('a file name is visible, and shows its letters in the order in which they stand', () => {
    expect(fileNamePart('.hidden')).toBe('hidden');
    expect(fileNamePart('Gate \u202Egnp.4\u200B')).toBe('Gate gnp.4');
  });

  // @promise security.long-names: A name of a camera or account is cut by bytes between two characters, so that
  // evidence of the camera can be saved on every file system.
  it('a file name has room on every file system, in any script, and ends between two characters', () => {
    const names = fc
      .constantFrom('摄像机', '😀', 'é', 'Gate ', '\u{20000}', '1')
      .chain((unit) => fc.integer({ min: 0, max: 300 }).map((count) => unit.repeat(count)));
    fc.assert(
      fc.property(names, names, (camera, account) => {
        const stem = `${fileNamePart(camera)}, ${fileNamePart(account, MAX_ACCOUNT_BYTES)}`;
        const name = fileStem(stem, Date.UTC(2026, 10, 21, 8, 31, 5), 1_000);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255 - '.snapshot.mp4.part'.length);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  // @promise security.file-names: The file of a camera stays in its folder and is visible, whatever the camera is
  // called.
  it('a file stays in its folder, whatever the camera is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const part = fileNamePart(name);
        expect(dirname(join('/evidence', `${part}.mp4`))).toBe('/evidence');
        expect(win32.dirname(win32.join('C:\\evidence', `${part}.mp4`))).toBe('C:\\evidence');
        expect(part).not.toMatch(/^\.|[. ]$|\p{Cf}|\p{Cc}/u);
      }),
    );
  });
});

it('a sound track is named where it cannot be played', () => {
  expect(soundOf(null)).toEqual({ kind: 'none' });
  expect(soundOf(10)).toEqual({ kind: 'aac' });
  expect(soundOf(7)).toEqual({ kind: 'g711', law: 'alaw' });
  expect(soundOf(8)).toEqual({ kind: 'g711', law: 'ulaw' });
  expect(soundOf(5)).toEqual({ kind: 'unplayable', format: 'FLV 5' });
});
