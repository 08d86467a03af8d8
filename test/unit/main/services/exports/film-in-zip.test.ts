/** Films of a bundle that is a ZIP, as a window reads them to show them. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filmInZip } from '../../../../../main/services/exports/film-in-zip.ts';
import { readPiece } from '../../../../../main/services/shared/file-piece.ts';
import { MAX_PIECE_BYTES } from '../../../../../preload/domain/bounds.ts';
import { testFolder } from '../folder.ts';
import { handZip, type HandEntry } from '../../../../hand-zip.ts';

const film = Buffer.from(Array.from({ length: MAX_PIECE_BYTES + 1_000 }, (_, i) => i % 251));
const FIRST = { fromByte: 0, version: null };

async function zipOf(entries: readonly HandEntry[]): Promise<string> {
  const path = join(testFolder(), 'Evidence.zip');
  await writeFile(path, handZip(entries));
  return path;
}

// @promise export.film-in-zip: A film in a ZIP plays in place, and nothing is unpacked.
it('a film is read out of a ZIP piece by piece, with the bytes that were exported', async () => {
  const path = await zipOf([
    { name: 'north/one.mp4', bytes: Buffer.from('another film') },
    { name: 'north/two.mp4', bytes: film },
  ]);
  const find = filmInZip('north/two.mp4');
  const first = await readPiece(path, FIRST, find);
  if (first.state !== 'read') throw new Error(first.state);
  const begin = Buffer.from(first.base64, 'base64');
  const second = await readPiece(path, { fromByte: begin.length, version: first.version }, find);
  if (second.state !== 'read') throw new Error(second.state);
  expect(Buffer.concat([begin, Buffer.from(second.base64, 'base64')]).equals(film)).toBe(true);
  expect([first.sizeBytes, second.sizeBytes]).toEqual([film.length, film.length]);
});

it('a film that the ZIP lacks, or has packed, is reported as gone', async () => {
  const path = await zipOf([
    { name: 'one.mp4', bytes: film },
    { name: 'packed.mp4', bytes: film, isPacked: true },
  ]);
  for (const name of ['two.mp4', 'packed.mp4', '../one.mp4'])
    expect(await readPiece(path, FIRST, filmInZip(name))).toEqual({ state: 'gone' });
});

it('a ZIP that was written anew between two pieces gives no second half', async () => {
  const path = await zipOf([{ name: 'one.mp4', bytes: film }]);
  const first = await readPiece(path, FIRST, filmInZip('one.mp4'));
  const version = first.state === 'read' ? first.version : null;
  await writeFile(`${path}.new`, handZip([{ name: 'one.mp4', bytes: Buffer.alloc(film.length, 7) }]));
  await rename(`${path}.new`, path);
  expect(await readPiece(path, { fromByte: MAX_PIECE_BYTES, version }, filmInZip('one.mp4'))).toEqual({
    state: 'changed',
  });
});

it('a file that is no ZIP, and a ZIP that was cut, are reported as unreadable', async () => {
  const path = await zipOf([{ name: 'one.mp4', bytes: film }]);
  for (const bytes of [Buffer.from('no ZIP'), handZip([{ name: 'one.mp4', bytes: film }]).subarray(0, -30)]) {
    await writeFile(path, bytes);
    await expect(readPiece(path, FIRST, filmInZip('one.mp4'))).rejects.toMatchObject({ code: 'evidence.unreadable' });
  }
});
