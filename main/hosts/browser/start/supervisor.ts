/**
 * The process that `dist/main/browser.js` is: starts the client as its child, and starts it again when the client dies
 * without having been asked to. The first act of every start is to stop cameras that were left moving. A client that
 * hangs is ended, and then started again in the same way.
 *
 * Small on purpose: it imports nothing of the client but types and constants, and never touches the standard input and
 * output, which the client inherits. It holds secrets that live for this run only (the user chose no keychain), in
 * memory and over the IPC channel only: otherwise a crash of the client would lose the keys, and with them the walls and
 * the stops. The price is that the secrets exist in a second process of the same user for as long as the client runs.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HUNG } from '../../../../preload/domain/incidents.ts';
import { isLinkText } from '../../../../preload/domain/links.ts';
import { cleanEnvironment } from '../../clean-environment.ts';
import { LoopGuard } from '../../loop-guard.ts';
import { MainWatch, TICK_MS } from '../../../main-watch.ts';
import {
  CRASH_EXIT,
  isCrash,
  START_AGAIN_EXIT,
  type CrashNote,
  type StartKind,
  type ToClient,
  type ToSupervisor,
} from '../../../supervision.ts';

/** A client that crashes stops cameras and ends clips within 3 s; after this time it is ended. */
const CRASH_WITHIN_MS = 6_000;
/** The second signal asks for the end at once. The client ends within this time, or is ended. */
const SECOND_SIGNAL_WITHIN_MS = 1_000;
/** How long the last messages of the client may still be on their way. */
const LAST_WORDS_MS = 1_000;
const MAX_KEPT = 4_096;

/** In a build the client lies beside this file; in the sources it is the entry. */
const CLIENT = fileURLToPath(
  new URL(import.meta.url.endsWith('.js') ? './browser-client.js' : '../entry.ts', import.meta.url),
);

const guard = new LoopGuard();
const kept = new Map<string, string>();
let args: readonly string[] = process.argv.slice(2);
let child: ChildProcess | null = null;
let signals = 0;
let lastSignal: NodeJS.Signals = 'SIGTERM';
let crashing: CrashNote | null = null;
let watch = new MainWatch();

function say(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // nobody listens
  }
}

function send(message: ToClient): void {
  child?.send(message, undefined, undefined, () => {}); // a client that is gone needs no message
}

function start(kind: StartKind): void {
  crashing = null;
  watch = new MainWatch();
  const started = spawn(process.execPath, [...process.execArgv, CLIENT, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child = started;
  args = args.filter((argument) => !isLinkText(argument)); // a link is shown once
  started.on('message', (message) => receive(message as ToSupervisor, started));
  started.once('error', (error) => {
    say(`Lanner cannot be started: ${error.message}`);
    process.exit(1);
  });
  started.once('exit', (code, signal) => void afterLastWords(started).then(() => onExit(kind, code, signal)));
  send({ kind: 'hello', start: kind, secrets: [...kept] });
  if (signals > 0) send({ kind: 'signalled', count: signals });
}

function receive(message: ToSupervisor, from: ChildProcess): void {
  if (message.kind === 'keep') {
    if (message.value === null) kept.delete(message.key);
    else if (kept.size < MAX_KEPT || kept.has(message.key)) kept.set(message.key, message.value);
  } else if (message.kind === 'beat') {
    if (from === child) watch.beat(message.pulse);
  } else {
    crashing = message.note;
    setTimeout(() => from.kill('SIGKILL'), CRASH_WITHIN_MS).unref();
  }
}

/** Ends a client that hangs. SIGKILL, because a process that is stopped or loops for ever reacts to no other signal. */
function endHanging(): void {
  if (child === null || crashing !== null || !watch.tick()) return;
  crashing = { atMs: Date.now(), reason: HUNG, reportPath: null };
  child.kill('SIGKILL');
}

function afterLastWords(from: ChildProcess): Promise<void> {
  if (!from.connected) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LAST_WORDS_MS);
    from.once('disconnect', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function onExit(ended: StartKind, code: number | null, signal: NodeJS.Signals | null): void {
  child = null;
  const hasCrashed = crashing !== null || isCrash(code, signal);
  if (signals > 0) return leave(code, signal ?? (hasCrashed ? lastSignal : null));
  if (code === START_AGAIN_EXIT) {
    guard.clear();
    return start({ kind: 'fresh' });
  }
  if (!hasCrashed) return leave(code, signal);
  const { phase, isMoving } = watch.pulse;
  // A user closed the client, so it stays closed; only a camera that still moves is a reason for another start.
  if (crashing?.reason === HUNG && phase === 'ending' && !isMoving) return leave(CRASH_EXIT, null);
  const reason = signal ?? `exit ${code}`;
  const after = crashing ?? { atMs: Date.now(), reason, reportPath: null };
  if (ended.kind === 'halted') {
    say(`Lanner ended unexpectedly (${after.reason}), again and again, and stays closed.`);
    return leave(CRASH_EXIT, null);
  }
  if (guard.onCrash(performance.now()) === 'restart') {
    say(`Lanner ended unexpectedly (${after.reason}) and starts again.`);
    start({ kind: 'restarted', after });
  } else {
    say(`Lanner ended unexpectedly (${after.reason}), four times within five minutes, and does not start again.`);
    start({ kind: 'halted', after });
  }
}

/** Ends with the client's own code, or with the code that a shell gives to its signal. */
function leave(code: number | null, signal: NodeJS.Signals | null): void {
  const numbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11 };
  process.exit(signal === null ? (code ?? 1) : 128 + (numbers[signal] ?? 15));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    signals += 1;
    lastSignal = signal;
    // The client gets a message, not the signal itself: Ctrl-C in a terminal reaches the client too, and must not count
    // twice there.
    send({ kind: 'signalled', count: signals });
    if (signals > 1) setTimeout(() => child?.kill('SIGKILL'), SECOND_SIGNAL_WITHIN_MS).unref();
  });
}

cleanEnvironment();
setInterval(endHanging, TICK_MS).unref();
start({ kind: 'fresh' });
