/** Slices of real pictures for tests of the export: the simulator's clips in transport streams and in FLV. */
import { readFileSync } from 'node:fs';
import type { ExportSlice } from '../../../../../main/media/record/export-order.ts';
import { splitNals } from '../../../../simulator/media/h264.ts';
import { hevcSegment } from '../../../../simulator/media/hevc.ts';
import { unitsSegment, VIDEO_STREAM } from '../../../../simulator/media/ts.ts';

const FPS = 15;
const START_CODE = Buffer.from([0, 0, 0, 1]);
export const START_MS = Date.UTC(2026, 10, 23, 2, 0, 0);

interface Picture {
  readonly isKey: boolean;
  readonly data: Buffer;
}

const clips = new Map<string, readonly Picture[]>();

/** The pictures of an H.264 clip in byte stream format. */
function picturesOf(name: string): readonly Picture[] {
  const known = clips.get(name);
  if (known !== undefined) return known;
  const pictures: Picture[] = [];
  let waiting: Buffer[] = [];
  for (const nal of splitNals(
    readFileSync(new URL(`../../../../simulator/media/clips/${name}.h264`, import.meta.url)),
  )) {
    const type = (nal[0] ?? 0) & 0x1f;
    const isSlice = type === 1 || type === 5;
    // The number of the first macroblock begins with a 1 where it is 0: another slice of a picture begins elsewhere.
    if (isSlice && ((nal[1] ?? 0) & 0x80) === 0) {
      const picture = pictures.pop();
      if (picture !== undefined) pictures.push({ ...picture, data: Buffer.concat([picture.data, START_CODE, nal]) });
      continue;
    }
    waiting.push(START_CODE, nal);
    if (!isSlice) continue;
    pictures.push({ isKey: type === 5, data: Buffer.concat(waiting) });
    waiting = [];
  }
  clips.set(name, pictures);
  return pictures;
}

/**
 * A transport stream of `seconds` seconds of a clip. @param fromMs time of its first picture on the clock of the
 * stream.
 */
export function avcSegment(clip: string, second: number, seconds: number, fromMs: number): Buffer {
  const all = picturesOf(clip);
  const first = all.findIndex(({ isKey }, i) => isKey && i >= second * FPS);
  const pictures = all.slice(first, first + seconds * FPS);
  const units = pictures.map(({ isKey, data }, i) => ({ ptsMs: fromMs + Math.round((i * 1_000) / FPS), isKey, data }));
  return unitsSegment(VIDEO_STREAM, units, 0);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield await Promise.resolve(bytes.subarray(at, at + 10_000));
}

/** @param atMs UTC time, milliseconds after {@link START_MS}; null when the source does not say. */
export function sliceOf(id: string, bytes: Buffer, atMs: number | null, isBreak = false): ExportSlice {
  return { id, kind: 'ts', fromMs: atMs === null ? null : START_MS + atMs, isBreak, bytes: inPieces(bytes) };
}

/** Eight seconds of H.265, a gap, and then H.264 of another camera: two files and a jump. */
export function footage(): ExportSlice[] {
  const hevc = [0, 1, 2, 3].map((i) => sliceOf(`h265-${i}`, hevcSegment(i * 2, 2, 1_000 + i * 2_000, i), i * 2_000));
  const after = sliceOf('h265-4', hevcSegment(0, 2, 69_000, 4), 68_000);
  const avc = [0, 1].map((i) =>
    sliceOf(`h264-${i}`, avcSegment('lobby.sub', i * 2, 2, i * 2_000), 70_000 + i * 2_000, i === 0),
  );
  return [...hevc, after, ...avc];
}
