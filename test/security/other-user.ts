/** Another user of this computer: uid 65534, who may do what any local account may. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

export const OTHER_UID = 65_534;

/** Why no other user can be played here, or null. */
export function missingOtherUser(): string | null {
  if (process.platform !== 'linux') return `setpriv is for Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'only root can play another user';
  return spawnSync('setpriv', ['--version']).status === 0 ? null : 'setpriv is not installed';
}

const setpriv = (command: readonly string[]): readonly string[] => [
  ...[`--reuid=${OTHER_UID}`, `--regid=${OTHER_UID}`, '--clear-groups', '--no-new-privs', '--'],
  ...command,
];

export interface Tried {
  readonly code: number;
  readonly output: string;
}

/** Runs a command as the other user, at most 20 s. Its environment holds a PATH and nothing of ours. */
export function tryAsOtherUser(command: readonly string[]): Tried {
  const done = spawnSync('setpriv', setpriv(command), {
    encoding: 'utf8',
    timeout: 20_000,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  return { code: done.status ?? 1, output: `${done.stdout}${done.stderr}` };
}

/** Starts a command as the other user; the caller ends it by its pid. */
export function startAsOtherUser(command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn('setpriv', setpriv(command), {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
}
