/**
 * Common functions of the clip builders: a temporary folder that is removed, an orderly end on Ctrl-C, errors in plain
 * words.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Output of a command. Rejects with its own words when it fails, and when `signal` stops it. */
export async function runTool(
  command: string,
  args: readonly string[],
  options: { readonly signal: AbortSignal; readonly cwd?: string },
): Promise<void> {
  try {
    await run(command, args, { ...options, maxBuffer: 1 << 24 });
  } catch (cause) {
    if (options.signal.aborted) throw new Error('stopped', { cause });
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error(`${command} is missing; on Debian and Ubuntu: apt-get install -y ${command}`, { cause });
    }
    throw cause;
  }
}

/** Runs `work` with a temp folder; on failure prints the reason and sets the exit code. */
export async function runBuilder(
  name: string,
  work: (temp: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
  const temp = mkdtempSync(join(tmpdir(), `lanner-${name}-`));
  try {
    await work(temp, stopping.signal);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}
