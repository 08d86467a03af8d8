/** Sound with another clock than the pictures, for those who watch live. */
import { expect, it } from 'vitest';
import { FlvReader } from '../../../../../main/media/formats/flv/flv-reader.ts';
import { FlvFanout } from '../../../../../main/media/past/flv-fanout.ts';
import { aacFrame, aacHeader, avcHeader, fileHeader, interFrame, keyFrame, readFile } from '../flv-fixtures.ts';

const WITH_SOUND = 5;
const HAS_AUDIO = 4;

// @promise failures.sound-clock
it.each([
  ['an hour ahead', 3_600_000, false],
  ['two seconds ahead', 2_000, false],
  ['beside the pictures', 0, true],
])('sound that is %s is promised to a player only where it fits', (_, aheadMs, isPromised) => {
  const sent: Buffer[] = [];
  const fanout = new FlvFanout({ onPicture: () => undefined });
  fanout.connect();
  const reader = new FlvReader(fanout);
  fanout.beginChunk(0);
  reader.push(Buffer.concat([fileHeader(WITH_SOUND), avcHeader(), aacHeader(), keyFrame(0), aacFrame(aheadMs)]));
  fanout.add({ bufferedBytes: 0, send: (bytes) => sent.push(Buffer.from(bytes)) }, 0);
  for (let ms = 40; ms < 1_000; ms += 40) {
    fanout.beginChunk(ms);
    reader.push(Buffer.concat([interFrame(ms), aacFrame(ms + aheadMs)]));
    fanout.endChunk();
    fanout.flush(ms);
  }
  const { flags, tags } = readFile(Buffer.concat(sent));
  expect((flags & HAS_AUDIO) !== 0).toBe(isPromised);
  const pictures = tags.filter(({ type, body }) => type === 9 && body[1] === 1);
  expect(pictures.map(({ ms }) => ms)).toEqual(Array.from({ length: 25 }, (_picture, i) => i * 40));
  expect(tags.some(({ type, body }) => type === 8 && body[1] === 1)).toBe(isPromised);
});
