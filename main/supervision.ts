/**
 * Messages between a running client and the process that restarts it. On the browser host that is a small parent
 * process (browser/start/supervisor.ts, over an IPC channel); on Electron the client relaunches itself
 * (electron/relaunch.ts).
 */

import type { Pulse } from './main-watch.ts';

/** A camera that the client stopped while it crashed. */
export interface StoppedCamera {
  readonly channelId: string;
  /** When the movement was ordered, epoch ms. */
  readonly atMs: number;
}

/** An end of the client that was not asked for. Contains no secrets: it is shown, and written to the crash report. */
export interface CrashNote {
  /** Epoch ms. */
  readonly atMs: number;
  /** `exception`, `rejection`, `hung`, the name of a signal such as `SIGKILL`, or `exit N`. */
  readonly reason: string;
  /** The crash report that the client wrote itself, or null where it could not. */
  readonly reportPath: string | null;
  /** Moving cameras that the client itself still stopped, for the notice; absent when that is not known. */
  readonly stopped?: readonly StoppedCamera[] | undefined;
}

/** More cameras than this are not named after a crash. */
export const MAX_STOPPED = 50;

/** How this process came to be. `halted` starts no client: it only stops cameras and says what happened. */
export type StartKind =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'restarted'; readonly after: CrashNote }
  | { readonly kind: 'halted'; readonly after: CrashNote };

/** Secrets that live for this run only, by `accountId/name`. */
export type KeptSecrets = readonly (readonly [key: string, value: string])[];

/** Supervisor to client. */
export type ToClient =
  | { readonly kind: 'hello'; readonly start: StartKind; readonly secrets: KeptSecrets }
  /** The supervisor was sent its `count`th signal: the client is to end as if it had got them itself. */
  | { readonly kind: 'signalled'; readonly count: number };

/** Client to supervisor. */
export type ToSupervisor =
  | { readonly kind: 'keep'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'crashing'; readonly note: CrashNote }
  /** Sent every second. A main that sends no beat counts as hung and is ended. */
  | { readonly kind: 'beat'; readonly pulse: Pulse };

/** The client crashed and has stopped its cameras: start it again. EX_SOFTWARE of sysexits.h. */
export const CRASH_EXIT = 70;
/** The user asked for a new start on the screen that says what happened. EX_TEMPFAIL. */
export const START_AGAIN_EXIT = 75;
/** Node and V8 end with these when they fail themselves: fatal error, failing exception handlers, abort. */
const BROKEN_EXITS: readonly number[] = [CRASH_EXIT, 5, 6, 7, 134];
/** Windows marks a crash by the status that ended the process, such as 0xC0000005 for an access violation. */
const FIRST_NT_STATUS = 0x80000000;

/** Whether a process ended without being asked to. A request to end, by signal or by code, is not a crash. */
export function isCrash(code: number | null, signal: NodeJS.Signals | null): boolean {
  if (signal !== null) return !['SIGTERM', 'SIGINT', 'SIGHUP'].includes(signal);
  return code !== null && (BROKEN_EXITS.includes(code) || code >= FIRST_NT_STATUS);
}

/** The functions that the client needs from the process that restarts it. */
export interface Supervision {
  readonly start: StartKind;
  /** The supervisor's process, for the load meter; null where there is none. */
  readonly pid: number | null;
  /** Carries secrets of this run over a crash; null where nothing can. */
  readonly memory: { readonly kept: KeptSecrets; keep(key: string, value: string | null): void } | null;
  /** @param onSignalled with how many signals the supervisor has had. @param onOrphaned the supervisor is gone. */
  follow(onSignalled: (count: number) => void, onOrphaned: () => void): void;
  /** Reports a change to the supervisor at once, which decides by it how long main may be silent. */
  tellPulse(change: Partial<Pick<Pulse, 'phase' | 'isMoving'>>): void;
  /** A crash begins: the client is to be started again, whatever it still does. */
  noteCrash(note: CrashNote): void;
  /** Ends this process at once. */
  leave(how: 'crashed' | 'start-again'): void;
}

/** Started by the user, without a supervisor: a crash ends the client. */
export const UNSUPERVISED: Supervision = {
  start: { kind: 'fresh' },
  pid: null,
  memory: null,
  follow: () => {},
  tellPulse: () => {},
  noteCrash: () => {},
  leave: (how) => process.exit(how === 'crashed' ? CRASH_EXIT : START_AGAIN_EXIT),
};
