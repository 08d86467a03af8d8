import { open, readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readMovie, type Mp4Movie } from '../../../../../../main/media/formats/mp4/mp4-reader.ts';
import { ExportWriter } from '../../../../../../main/media/record/export-writer.ts';
import { testFolder } from '../../../services/folder.ts';
import { Camera } from '../../../../../simulator/media/camera.ts';
import { flvFrame, flvPreamble } from '../../../../../simulator/media/flv.ts';
import { soundBetween } from '../../../../../simulator/media/sound.ts';
import { testPack } from '../../../../../simulator/media/support.ts';
import { tag } from '../../flv-fixtures.ts';
import { footage, sliceOf } from '../../record/footage.ts';

/** The files of an export: H.265 with a gap and reordered pictures, then H.264. */
async function exported(): Promise<readonly string[]> {
  const folder = testFolder();
  const writer = await ExportWriter.open({
    folder,
    name: 'export',
    jobId: 'job-1',
    expectedBytes: 0,
    reservedBytes: 0,
  });
  for (const slice of footage()) await writer.take(slice);
  const { parts } = await writer.finish();
  await writer.forget();
  expect(await readdir(folder)).toHaveLength(parts.length);
  return parts.map(({ path }) => path);
}

const moviesOf = (bytes: Buffer): Promise<Mp4Movie> =>
  readMovie((into, at) => Promise.resolve(bytes.copy(into, 0, at)), bytes.length);

it('the MP4 reader finds each picture of an export at its place and time, and the configuration for a decoder', async () => {
  const [hevc = '', avc = ''] = await exported();
  const bytes = await readFile(hevc);
  const { video, audio } = await moviesOf(bytes);
  expect(audio).toBeNull();
  expect(video.config).toMatchObject({ kind: 'hvc1' });
  const pictures = [...video.samples()];
  expect(pictures).toHaveLength(150);
  expect(video.count).toBe(150);
  expect(pictures[0]).toMatchObject({ isKey: true, atMs: 0 });
  // Pictures follow each other in the file, and their units fill them exactly.
  for (const { offset, size } of pictures) {
    let at = offset;
    while (at < offset + size) at += 4 + bytes.readUInt32BE(at);
    expect(at).toBe(offset + size);
  }
  const shown = pictures.map(({ atMs }) => atMs).sort((a, b) => a - b);
  expect(new Set(shown.map(Math.round)).size).toBe(150);
  expect(Math.abs((shown.at(-1) ?? 0) - 149 * (1_000 / 15))).toBeLessThan(2);
  const second = await moviesOf(await readFile(avc));
  expect(second.video.config).toMatchObject({ kind: 'avc1' });
  expect([...second.video.samples()]).toHaveLength(60);
});

const spokenMs = 1_000;

/** A second of a camera that speaks, as FLV, and its sound as it was coded. */
function spokenFlv(law: 'alaw' | 'ulaw', channels: 1 | 2) {
  const camera = new Camera(testPack(), 'c1', 'Gate', 'sub', 480);
  const GROUP = 1_780_000_000;
  const fromMs = camera.groupStartMs(GROUP);
  const pictures = Array.from({ length: camera.clip.fps }, (_, i) => camera.recorded(GROUP, i));
  const spoken = soundBetween(law, fromMs, fromMs + spokenMs).map(({ atMs, data }) => ({
    atMs,
    data: Buffer.from([...data].flatMap((code) => Array.from({ length: channels }, () => code))),
  }));
  const head = (law === 'alaw' ? 0x72 : 0x82) | (channels - 1);
  const tags = [
    ...pictures.map((frame) => ({ atMs: frame.atMs, bytes: flvFrame(frame, frame.atMs - fromMs) })),
    ...spoken.map(({ atMs, data }) => ({ atMs, bytes: tag(8, atMs - fromMs, Buffer.from([head, ...data])) })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  const flv = Buffer.concat([flvPreamble(camera.clip, 0, law), ...tags.map(({ bytes }) => bytes)]);
  return { flv, coded: Buffer.concat(spoken.map(({ data }) => data)) };
}

it.each([
  ['alaw', 1],
  ['ulaw', 1],
  ['alaw', 2],
] as const)(
  'the MP4 reader finds the sound of an export with %s of %i channels byte for byte',
  async (law, channels) => {
    const { flv, coded } = spokenFlv(law, channels);
    const slice = sliceOf('spoken', flv, 0);
    const writer = await ExportWriter.open({ folder: testFolder(), name: 'export', jobId: 'job-1', expectedBytes: 0 });
    await writer.take({ ...slice, kind: 'flv' });
    const bytes = await readFile((await writer.finish()).parts[0]?.path ?? '');
    await writer.forget();
    const { audio } = await moviesOf(bytes);
    expect(audio?.config).toEqual({ record: Buffer.from(law), law, rateHz: 8_000, channels });
    const samples = [...(audio?.samples() ?? [])];
    expect(Buffer.concat(samples.map(({ offset, size }) => bytes.subarray(offset, offset + size)))).toEqual(coded);
    const lengthMs = samples.reduce((sum, { size }) => sum + size, 0) / channels / 8;
    expect(lengthMs).toBe(spokenMs);
  },
);

it('a file that is cut off, is no movie, or whose tables were changed is refused, and ends no process', async () => {
  const [path = ''] = await exported();
  const whole = await readFile(path);
  const readAll = async (bytes: Buffer): Promise<number> => [...(await moviesOf(bytes)).video.samples()].length;
  expect(await readAll(whole)).toBe(150);
  for (const bytes of [Buffer.alloc(0), Buffer.from('no movie'), whole.subarray(0, whole.length - 1)])
    await expect(readAll(bytes)).rejects.toThrow(RangeError);
  const moovAt = whole.lastIndexOf('moov') - 4;
  for (let at = moovAt; at < whole.length; at += 7) {
    const broken = Buffer.from(whole);
    broken[at] = (broken[at] ?? 0) ^ 0xff;
    const outcome = await readAll(broken).catch((error: unknown) => error);
    if (typeof outcome !== 'number') expect(outcome, `byte ${at}`).toBeInstanceOf(RangeError);
  }
});

it('the MP4 reader reads a file on the disk by its places alone', async () => {
  const [path = ''] = await exported();
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let read = 0;
    await readMovie(async (into, at) => {
      const { bytesRead } = await file.read(into, 0, into.length, at);
      read += bytesRead;
      return bytesRead;
    }, size);
    expect(read).toBeLessThan(size / 10);
  } finally {
    await file.close();
  }
});
