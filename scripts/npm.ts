/** Runs npm, the one that this command was started with where there is one. */
import { spawnSync } from 'node:child_process';
import { root } from './lib.ts';

export interface NpmOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param timeoutMs npm tries a registry that cannot be reached several times; it is ended after this. */
export function npm(args: readonly string[], timeoutMs = 120_000): NpmOutcome {
  const cli = process.env['npm_execpath'];
  const isScript = cli?.endsWith('.js') === true;
  const [file, first] = isScript ? [process.execPath, [cli]] : ['npm', []];
  const done = spawnSync(file, [...first, ...args, '--fetch-retries=0'], {
    cwd: root,
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    shell: !isScript && process.platform === 'win32',
  });
  return { code: done.status ?? 1, stdout: done.stdout, stderr: `${done.stderr}${done.error?.message ?? ''}` };
}
