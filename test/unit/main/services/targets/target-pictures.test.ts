import { expect, it } from 'vitest';
import { TargetPictures } from '../../../../../main/services/targets/target-pictures.ts';
import { asAccountId, deviceIdOf } from '../../../../../preload/domain/ids.ts';

const placeOf = (account: string) => ({ deviceId: deviceIdOf(asAccountId(account), 'recorder'), groupId: '1' });
const HERE = placeOf('a1');
const THERE = placeOf('a12');

/** The beginning of a JPEG with this number of bytes. */
function picture(bytes: number): Uint8Array {
  const made = new Uint8Array(bytes);
  made.set([0xff, 0xd8, 0xff]);
  return made;
}

// @promise target.pictures-in-memory
it('pictures of targets never take more memory than their limit, and the least recently used picture goes first', () => {
  const pictures = new TargetPictures(300);
  for (const id of ['1', '2', '3']) pictures.keep(HERE, id, picture(100));
  expect(pictures.read(HERE, '1')).toMatch(/^data:image\/jpeg;base64,/);
  pictures.keep(HERE, '4', picture(100));
  expect(['1', '2', '3', '4'].map((id) => pictures.read(HERE, id) !== null)).toEqual([true, false, true, true]);
  expect(pictures.bytes).toBe(300);
  pictures.keep(HERE, '4', picture(50));
  expect(pictures.bytes).toBe(250);
});

// @promise target.pictures-in-memory
it('pictures of targets go with their account, and with no other', () => {
  const pictures = new TargetPictures();
  pictures.keep(HERE, '1', picture(100));
  pictures.keep(THERE, '1', picture(70));
  pictures.forget(asAccountId('a1'));
  expect([pictures.read(HERE, '1'), pictures.bytes]).toEqual([null, 70]);
});

it('bytes that are no picture are not stored for the page', () => {
  const pictures = new TargetPictures();
  pictures.keep(HERE, '1', Buffer.from('<script>'));
  expect([pictures.read(HERE, '1'), pictures.bytes]).toEqual([null, 0]);
});
