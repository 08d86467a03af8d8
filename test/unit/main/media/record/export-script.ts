/**
 * Exports the footage of the tests into a folder, and ends itself as `kill -9` does at the given step. Usage: export-script.ts FOLDER
 * STEP; each operation of the disk has steps before it, behind it, and in the middle of what it writes. Without STEP it ends
 * whole and prints how many steps there were.
 */
import { ExportWriter } from '../../../../../main/media/record/export-writer.ts';
import { footage } from './footage.ts';
import { watchedDisk } from './stopping-disk.ts';

const [, , folder = '', step = '-1'] = process.argv;
let steps = 0;
const disk = watchedDisk(() => {
  if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
  steps += 1;
});
const order = { folder, name: 'export', jobId: 'job-1', expectedBytes: 0, reservedBytes: 0, markBytes: 40_000 };
const writer = await ExportWriter.open(order, disk);
for (const slice of footage().slice(writer.done.slices)) await writer.take(slice);
await writer.finish();
await writer.forget();
process.stdout.write(String(steps));
