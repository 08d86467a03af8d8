import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestOf } from '../../../../../main/services/exports/bundle-writer.ts';
import { testFolder } from '../folder.ts';

const PIECE_BYTES = 512 * 1024;
const never = new AbortController().signal;

// Less than a piece, whole pieces, and one byte more or less: each byte counts once, in its order.
it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 5 * PIECE_BYTES + 17])(
  'the list of a bundle has the SHA-256 and the size of a file of %i bytes',
  async (length) => {
    const bytes = randomBytes(length);
    const path = join(testFolder(), 'file.mp4');
    writeFileSync(path, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await digestOf(path, never)).toEqual({ sizeBytes: length, sha256 });
  },
);

it('a file of a bundle is not summed up when it is not there, or when the bundle is cancelled', async () => {
  const path = join(testFolder(), 'file.mp4');
  await expect(digestOf(path, never)).rejects.toMatchObject({ code: 'storage.gone' });
  writeFileSync(path, randomBytes(10));
  await expect(digestOf(path, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
});
