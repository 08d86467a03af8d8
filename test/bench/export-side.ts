/**
 * The client's side of the bench `export-file`, a process of its own. Usage: export-side.ts FOLDER TIMES SEGMENT... Exports the segments one
 * behind the other, the whole list so many times, and prints the peak of its memory in bytes.
 */
import { open } from 'node:fs/promises';
import { ExportWriter } from '../../main/media/record/export-writer.ts';

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

const [folder = '', times = '1', ...segments] = process.argv.slice(2);
const writer = await ExportWriter.open({ folder, name: 'export', jobId: 'bench', expectedBytes: 0 });
for (let i = 0; i < Number(times); i += 1) {
  for (const [k, path] of segments.entries()) {
    const isBreak = i > 0 && k === 0;
    await writer.take({ id: `${i} ${path}`, kind: 'ts', fromMs: null, isBreak, bytes: bytesOf(path) });
  }
}
await writer.finish();
await writer.forget();
process.stdout.write(String(process.resourceUsage().maxRSS * 1_024));
