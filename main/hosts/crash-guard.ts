/**
 * The last line of defence of main: an exception or a rejection that nobody caught. Cameras are stopped, clips finished
 * and files closed as far as that goes within three seconds; then the process ends and is started again.
 */
import type { CrashFacts, RescueOutcome } from '../crash-report.ts';
import { log } from '../log.ts';
import { MAX_STOPPED, type CrashNote } from '../supervision.ts';

interface CrashGuardParts {
  readonly events: Pick<NodeJS.EventEmitter, 'on'>;
  /**
   * Writes the known facts of the crash; called again when more are known. @returns the path of the report, or null.
   */
  readonly report: (facts: Pick<CrashFacts, 'atMs' | 'reason' | 'error' | 'rescue'>) => string | null;
  /** Reports the crash to the supervisor before anything can hang, and again after the cameras were stopped. */
  readonly note: (note: CrashNote) => void;
  /** Stops cameras and finishes clips. */
  readonly rescue: () => Promise<RescueOutcome | null>;
  /** Closes files and windows. */
  readonly close: () => Promise<void>;
  readonly leave: () => void;
}

/** A closed terminal or pipe must not crash the client: the text is lost, and nothing else happens. */
export function ignoreClosedOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
}

/** The time for the rescue and the closing together. */
const WITHIN_MS = 3_000;

/** Follows uncaught exceptions and rejections. The first one ends the client; further ones only reach the log. */
export function guardAgainstCrash(parts: CrashGuardParts): void {
  let isCrashing = false;
  const onFailure = (reason: 'exception' | 'rejection') => (error: unknown) => {
    attempt(() => log.error(isCrashing ? 'another failure while the client ends' : 'the client crashed', { error }));
    if (isCrashing) return;
    isCrashing = true;
    void crash(parts, reason, error);
  };
  parts.events.on('uncaughtException', onFailure('exception'));
  parts.events.on('unhandledRejection', onFailure('rejection'));
}

async function crash(parts: CrashGuardParts, reason: CrashNote['reason'], error: unknown): Promise<void> {
  const atMs = Date.now();
  const leaving = setTimeout(() => parts.leave(), WITHIN_MS);
  // Before anything that may hang or throw.
  const reportPath = attempt(() => parts.report({ atMs, reason, error, rescue: null })) ?? null;
  attempt(() => parts.note({ atMs, reason, reportPath }));
  try {
    const rescue = await parts.rescue();
    attempt(() => parts.report({ atMs, reason, error, rescue: rescue?.counts ?? null }));
    const stopped = rescue?.stopped.slice(0, MAX_STOPPED) ?? [];
    if (stopped.length > 0) attempt(() => parts.note({ atMs, reason, reportPath, stopped }));
    await parts.close();
  } catch (failure) {
    attempt(() => log.error('the client could not be ended in order', { error: failure }));
  }
  clearTimeout(leaving);
  parts.leave();
}

/** A step that fails during a crash is skipped. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
