/** Runs a script of ours under Node in three worlds: with a real keyring, with a bus but no bus address, or as it is. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WRAPPER = fileURLToPath(new URL('./with-keyring.sh', import.meta.url));

/** Why there is no real keyring here, or null where there is one. */
export function missingKeyring(): string | null {
  if (process.platform !== 'linux') return `gnome-keyring is for Linux, this is ${process.platform}`;
  const tools = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'];
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}

export interface ScriptResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `script` (a file beside this one) with `args` to its end.
 *
 * @param world `keyring`: a fresh unlocked gnome-keyring. `none`: no session bus at all.
 */
export async function runScript(
  world: 'keyring' | 'none',
  script: string,
  args: readonly string[] = [],
): Promise<ScriptResult> {
  const home = await mkdtemp(join(tmpdir(), 'lanner-keyring-'));
  try {
    const command = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), ...args];
    const env: NodeJS.ProcessEnv = { ...process.env, HOME: home };
    delete env['DBUS_SESSION_BUS_ADDRESS'];
    delete env['NODE_OPTIONS'];
    if (world === 'none') return await run(command, { ...env, XDG_RUNTIME_DIR: join(home, 'none') });
    return await run([WRAPPER, home, ...command], env);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<ScriptResult> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}
