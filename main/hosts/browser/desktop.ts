/** Functions of the desktop for a client that is no desktop application itself. */
import { spawn } from 'node:child_process';
import { log } from '../../log.ts';

const TICK_MS = 5_000;
const SLEEP_GAP_MS = 20_000;

/**
 * Calls `listener` when the wall clock moved on while this process did not run: the machine slept. Returns the stop.
 */
export function watchSleep(listener: () => void, nowMs: () => number = Date.now): () => void {
  let lastMs = nowMs();
  const timer = setInterval(() => {
    const gapMs = nowMs() - lastMs;
    lastMs += gapMs;
    if (gapMs > SLEEP_GAP_MS) listener();
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The command that shows a desktop notification, or null where the system has none at hand; pure. */
export function notifyCommand(platform: NodeJS.Platform, title: string, body: string): readonly string[] | null {
  if (platform === 'linux') return ['notify-send', '--app-name=Lanner', '--', title, body];
  if (platform !== 'darwin') return null;
  // The words travel as arguments, never as script text.
  const script = 'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';
  return ['osascript', '-e', script, title, body];
}

export function notifyDesktop(title: string, body: string): void {
  const [command, ...args] = notifyCommand(process.platform, title, body) ?? [];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: 'ignore' });
  child.once('error', (error) => log.info('no desktop notification', { error: error.message }));
  child.unref();
}
