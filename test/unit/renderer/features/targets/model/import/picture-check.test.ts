import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashOf, withPicture } from '../../../../../../../renderer/features/targets/model/import/picture-check.ts';
import type { FileRow } from '../../../../../../../renderer/features/targets/model/import/people-file.ts';
import { flatJpeg } from '../../../../../../simulator/media/flat-jpeg.ts';

const grey = (level: number): Uint8Array<ArrayBuffer> => {
  const row = Array.from({ length: 6 }, () => [level, level, level] as const);
  return new Uint8Array(flatJpeg(Array.from({ length: 6 }, () => row)));
};
const rowWith = (row: number, bytes: Uint8Array<ArrayBuffer>): FileRow => ({
  row,
  externalId: `P${row}`,
  values: {},
  picture: { name: `${row}.jpg`, read: () => Promise.resolve(bytes) },
  samePictureAs: null,
  error: null,
});

it('the hash of a file is its SHA-256, however large the file is and wherever its bytes stand', async () => {
  for (const size of [0, 1, 65_536, 65_537, 200_000]) {
    const bytes = new Uint8Array(size + 3).map((_, i) => (i * 7) % 251);
    const part = bytes.subarray(3);
    const expected = createHash('sha256').update(part).digest('hex');
    expect(await hashOf(part)).toBe(expected);
    expect(await hashOf(part.slice().buffer)).toBe(expected);
  }
});

it('a row with the picture of an earlier row names the earlier row', async () => {
  const seen = new Map<string, number>();
  const checked: FileRow[] = [];
  for (const [i, level] of [10, 200, 10].entries()) checked.push(await withPicture(rowWith(i + 1, grey(level)), seen));
  expect(checked.map(({ samePictureAs, error }) => [samePictureAs, error])).toEqual([
    [null, null],
    [null, null],
    [1, null],
  ]);
});
