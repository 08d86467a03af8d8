/**
 * The client's writer of files in a process of its own. Usage: export-side.ts FOLDER SECONDS PLAYLIST COUNT. Exports the first
 * segments of a playlist of ffmpeg one behind the other, each of them of these seconds, and prints a line of JSON. The time is that
 * of the work: the process has started. The paths of segments are made one at a time: those of twelve hours are megabytes, which
 * are none of the writer.
 */
import { open } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { ExportWriter } from '../../main/media/record/export-writer.ts';
import { segmentOf } from './export-peer.ts';

/** The contents of the line of JSON. */
export interface SideResult {
  /** From the first order to the files on the disk. */
  readonly tookMs: number;
  /** The peak of the memory of the process, resident. */
  readonly peakBytes: number;
  readonly pictures: number;
  /** Jumps and losses that the writer found in the footage. */
  readonly notes: number;
}

const FROM_MS = 1_795_000_000_000;

/** The writer has copied a chunk when it asks for the next, so that one buffer serves all. */
const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

const [folder = '', seconds = '4', playlist = '', count = '0'] = process.argv.slice(2);
const beganMs = performance.now();
const writer = await ExportWriter.open({ folder, name: 'export', jobId: 'bench', expectedBytes: 0 });
for (let i = 0; i < Number(count); i += 1) {
  const path = segmentOf(playlist, i);
  const fromMs = FROM_MS + Math.round(i * Number(seconds) * 1_000);
  await writer.take({ id: path, kind: 'ts', fromMs, isBreak: false, bytes: bytesOf(path) });
}
const { parts, notes, moreNotes } = await writer.finish();
await writer.forget();
const result: SideResult = {
  tookMs: performance.now() - beganMs,
  peakBytes: process.resourceUsage().maxRSS * 1_024,
  pictures: parts.reduce((sum, part) => sum + part.pictures, 0),
  notes: notes.length + moreNotes,
};
process.stdout.write(JSON.stringify(result));
