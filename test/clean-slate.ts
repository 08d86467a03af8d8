/**
 * Runs before each file of unit tests. These files share a process, since a process for each of 300 files costs more time
 * than their tests. Each file still begins with fresh modules of ours, real timers, untouched globals, an empty page, and
 * no listener of an earlier file on the signals of the process.
 */
import { vi } from 'vitest';

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
