/** The contents of media files by the word of ffmpeg and ffprobe. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/** @param entries as `-show_entries` of ffprobe takes them. @param form the form of the output, and more options. */
export async function probed(
  path: string,
  stream: 'v' | 'a',
  entries: string,
  ...form: readonly string[]
): Promise<string> {
  const args = ['-v', 'error', '-select_streams', stream, '-show_entries', entries, ...form, path];
  return (await exec('ffprobe', args, { maxBuffer: MAX_BYTES })).stdout;
}

/** The coded sound of a file. */
export async function soundBytes(path: string): Promise<Buffer> {
  const args = ['-v', 'error', '-i', path, '-map', '0:a', '-c', 'copy', '-f', 'data', '-'];
  return (await exec('ffmpeg', args, { encoding: 'buffer', maxBuffer: MAX_BYTES })).stdout;
}
