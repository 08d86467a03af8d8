import { expect, it } from 'vitest';
import { BadFile } from '../../../../../renderer/media/files/file-problem.ts';
import { flvLengthMs } from '../../../../../renderer/media/files/flv-ends.ts';
import { indexFlv, lengthMsOf } from '../../../../../renderer/media/files/flv-index.ts';
import { codecOf, flvMovie } from '../../../../../renderer/media/files/flv-movie.ts';
import { AVC_RECORD, flvFile, picture, record, sound, type TestTag } from './flv-file.ts';

const never = new AbortController().signal;
const index = (file: Blob, pieceBytes?: number) => indexFlv(file, never, pieceBytes);

/** Two groups of pictures, and sound between them. */
const TAGS: readonly TestTag[] = [
  ...[record(), sound(0), picture(0, { isKey: true, bytes: 300 }), sound(30), picture(40), picture(80)],
  ...[picture(120, { isKey: true, bytes: 200 }), picture(160), sound(170)],
];

const problemOf = async (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => null,
    (cause: unknown) => (cause instanceof BadFile ? cause.problem : cause),
  );

it('every picture is found where it lies, with its time, whatever the length of the pieces', async () => {
  const file = flvFile(TAGS);
  const bytes = new Uint8Array(await file.arrayBuffer());
  for (const pieceBytes of [16, 64, 333, undefined]) {
    const { offsets, sizes, timesMs, keys, end, record: found } = await index(file, pieceBytes);
    expect([timesMs, keys, end]).toEqual([[0, 40, 80, 120, 160], [true, false, false, true, false], 'whole']);
    expect(sizes).toEqual([300, 20, 20, 200, 20]);
    for (const offset of offsets) expect([...bytes.slice(offset, offset + 4)]).toEqual([0, 1, 2, 3]);
    expect(found).toEqual(AVC_RECORD);
  }
});

it('pictures before the first whole one are left out, and the times begin with that', async () => {
  const { timesMs, keys } = await index(
    flvFile([record(), picture(960), picture(1_000, { isKey: true }), picture(1_040)]),
  );
  expect([timesMs, keys]).toEqual([
    [0, 40],
    [true, false],
  ]);
});

it('times that restart after 50 days, run backwards or jump by hours become rising times', async () => {
  const wrap = [record(), picture(2 ** 32 - 20, { isKey: true }), picture(2 ** 32 + 20)];
  expect((await index(flvFile(wrap))).timesMs).toEqual([0, 40]);
  const back = [record(), picture(5_000, { isKey: true }), picture(5_040), picture(100), picture(140)];
  expect((await index(flvFile(back))).timesMs).toEqual([0, 40, 80, 120]);
  const on = [record(), picture(0, { isKey: true }), picture(40), picture(40 + 7_200_000), picture(80 + 7_200_000)];
  expect((await index(flvFile(on))).timesMs).toEqual([0, 40, 80, 120]);
});

it('a pause of the camera has its length', async () => {
  const { timesMs } = await index(flvFile([record(), picture(0, { isKey: true }), picture(90_000, { isKey: true })]));
  expect(timesMs).toEqual([0, 90_000]);
});

// @promise file.damaged: An FLV file that is cut off or damaged plays up to that place.
// @promise failures.broken-file: Each video file that is broken, empty or no video has its own words and plays as far
// as it can; the other files stay.
it('a file that is cut off at any byte lists all pictures before, and the place where it ends', async () => {
  const file = flvFile(TAGS);
  const { offsets, sizes } = await index(file);
  const firstEnd = (offsets[0] ?? 0) + (sizes[0] ?? 0);
  for (let length = 0; length < file.size; length += 1) {
    const part = index(file.slice(0, length));
    if (length < firstEnd)
      expect(await problemOf(part)).toMatchObject({
        kind: expect.stringMatching(/empty|other-format|damaged|no-video/) as string,
      });
    else {
      const { keys, end } = await part;
      expect(keys.length).toBe(offsets.filter((offset, i) => offset + (sizes[i] ?? 0) <= length).length);
      expect(['cut-off', 'whole']).toContain(end);
    }
  }
});

// @promise file.damaged
it('bytes that are no tag end the file there, and the pictures before play', async () => {
  const file = flvFile(TAGS.slice(0, 6));
  const { keys, end } = await index(new Blob([file, new Uint8Array(64).fill(0x5a)]));
  expect([keys.length, end]).toEqual([3, 'damaged']);
});

it('another configuration ends the playing stream, and the same configuration again does not', async () => {
  const other = AVC_RECORD.slice();
  other[10] = 1;
  const first = [record(), picture(0, { isKey: true }), record(), picture(40)];
  const { keys, end } = await index(flvFile([...first, record(other), picture(80, { isKey: true })]));
  expect([keys.length, end]).toEqual([2, 'changed']);
});

it.each([
  ['nothing', new Blob([]), { kind: 'empty' }],
  [
    'an MP4 file',
    new Blob([Uint8Array.from([0, 0, 0, 16, 0x66, 0x74, 0x79, 0x70, 0, 0, 0, 0])]),
    { kind: 'other-format' },
  ],
  ['sound only', flvFile([sound(0), sound(20)]), { kind: 'no-video' }],
  ['no whole picture', flvFile([record(), picture(0), picture(40)]), { kind: 'no-key-frame' }],
  ['no configuration', flvFile([picture(0, { isKey: true })]), { kind: 'no-key-frame' }],
  ['H.263', flvFile([{ type: 9, timeMs: 0, body: Uint8Array.from([0x12, 0, 0]) }]), { kind: 'codec', codec: 'H.263' }],
  [
    'AV1 in the enhanced form',
    flvFile([{ type: 9, timeMs: 0, body: Uint8Array.from([0x90, 0x61, 0x76, 0x30, 0x31, 0]) }]),
    { kind: 'codec', codec: 'av01' },
  ],
])('a file with %s has a problem of its own', async (_name, file, problem) => {
  expect(await problemOf(index(file))).toMatchObject(problem);
  expect(await problemOf(flvLengthMs(file, never))).toMatchObject(problem);
});

it('bytes of any kind are read to an end without a failure of the reader', async () => {
  const whole = new Uint8Array(await flvFile(TAGS).arrayBuffer());
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let i = 0; i < 400; i += 1) {
    const bytes = whole.slice();
    for (let changes = next(6); changes >= 0; changes -= 1) bytes[next(bytes.length)] = next(256);
    const file = new Blob([bytes]);
    const answer = await index(file).catch((cause: unknown) => cause);
    if ('keys' in (answer as object)) {
      const { offsets, sizes } = answer as Awaited<ReturnType<typeof index>>;
      offsets.forEach((offset, at) => expect(offset + (sizes[at] ?? 0)).toBeLessThanOrEqual(file.size));
    } else expect(answer).toBeInstanceOf(BadFile);
    const length = await flvLengthMs(file, never).catch((cause: unknown) => cause);
    if (length instanceof Error) expect(length).toBeInstanceOf(BadFile);
  }
});

it('the length of a file is known by its begin and its end', async () => {
  const file = flvFile(TAGS);
  expect(await flvLengthMs(file, never)).toEqual({ lengthMs: 160, codec: 'avc1' });
  expect(lengthMsOf(await index(file))).toBe(200);
  // Cut off: no whole tag at the end, and the file is read from front to back.
  expect(await flvLengthMs(file.slice(0, file.size - 30), never)).toEqual({ lengthMs: 200, codec: 'avc1' });
});

it('a reading that was given up ends', async () => {
  const given = new AbortController();
  given.abort();
  await expect(indexFlv(flvFile(TAGS), given.signal)).rejects.toThrow();
});

it('the movie contains the file unchanged, and names the place of every picture', async () => {
  const file = flvFile(TAGS);
  const pictures = await index(file);
  const movie = new Uint8Array(await flvMovie(file, pictures).arrayBuffer());
  const view = new DataView(movie.buffer);
  const text = new TextDecoder('latin1').decode(movie);
  const headBytes = movie.length - file.size;
  expect(movie.slice(headBytes)).toEqual(new Uint8Array(await file.arrayBuffer()));
  const at = text.indexOf('co64') + 8;
  expect(view.getUint32(at)).toBe(5);
  pictures.offsets.forEach((offset, i) => expect(Number(view.getBigUint64(at + 4 + i * 8))).toBe(headBytes + offset));
  const size = text.indexOf('avc1', text.indexOf('stsd')) + 4 + 24;
  expect([view.getUint16(size), view.getUint16(size + 2)]).toEqual([640, 360]);
  expect(codecOf(pictures)).toBe('avc1.42c01e');
});

it('a configuration that cannot be read is a problem of the file', async () => {
  const file = flvFile([record(Uint8Array.from([1, 2, 3])), picture(0, { isKey: true })]);
  const pictures = await index(file);
  expect(() => flvMovie(file, pictures)).toThrow(BadFile);
});
