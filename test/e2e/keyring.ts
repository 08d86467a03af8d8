/** A real gnome-keyring that outlives the client, for tests that start it more than once. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { firstLine, root, stop } from '../../scripts/lib.ts';

const WRAPPER = path.join(root, 'test', 'contract', 'vault', 'with-keyring.sh');

/** Why there is no real keyring here, or null where there is one. */
export function missingKeyring(): string | null {
  if (process.platform !== 'linux') return `gnome-keyring is for Linux, this is ${process.platform}`;
  const tools = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'];
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}

/** Runs `use` beside an unlocked keyring whose home is `home`; programs with the given environment reach it. */
export async function withKeyring(
  home: string,
  use: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const script = 'printf "bus %s\\n" "$DBUS_SESSION_BUS_ADDRESS"; cat >/dev/null';
  const child = spawn(WRAPPER, [home, 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const pick = (line: string): string | null => (line.startsWith('bus ') ? line.slice(4) : null);
    const address = await firstLine(child, pick, 'the keyring');
    await use({ DBUS_SESSION_BUS_ADDRESS: address, HOME: home, XDG_RUNTIME_DIR: path.join(home, '.cache') });
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    await gone;
    await stop(child);
  }
}
