/**
 * Runs before each file of unit tests. These files share a process, since a process for each of 300 files costs more time
 * than their tests. Each file still begins with fresh modules of ours, real timers, untouched globals, an empty page, no
 * listener of an earlier file on the signals of the process, and no timer that an earlier file has left running.
 */
import { afterAll, vi } from 'vitest';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

vi.resetModules();
vi.useRealTimers();
vi.restoreAllMocks();
vi.unstubAllGlobals();
vi.unstubAllEnvs();
// Only this process's own tests listen here: vitest ends its workers in another way.
for (const signal of SIGNALS) process.removeAllListeners(signal);
if (typeof document !== 'undefined') {
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
}

const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
const timers: (NodeJS.Timeout | number)[] = [];
globalThis.setTimeout = Object.assign((...args: Parameters<typeof realTimeout>) => {
  const timer = realTimeout(...args);
  timers.push(timer);
  return timer;
}, realTimeout);
globalThis.setInterval = Object.assign((...args: Parameters<typeof realInterval>) => {
  const timer = realInterval(...args);
  timers.push(timer);
  return timer;
}, realInterval);
// A late retry of one file would call the stand-ins of the next file.
afterAll(() => {
  globalThis.setTimeout = realTimeout;
  globalThis.setInterval = realInterval;
  for (const timer of timers) clearTimeout(timer);
});
