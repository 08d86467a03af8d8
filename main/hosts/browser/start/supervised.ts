/** The client's side of the IPC channel to its supervisor. */
import { url as inspectorUrl } from 'node:inspector';
import { BEAT_MS, type Pulse } from '../../../main-watch.ts';
import { CRASH_EXIT, START_AGAIN_EXIT, UNSUPERVISED } from '../../../supervision.ts';
import type { Supervision, ToClient, ToSupervisor } from '../../../supervision.ts';

/** The supervisor sends its message at once; a parent of another kind that opened a channel never sends one. */
const HELLO_WITHIN_MS = 5_000;

function send(message: ToSupervisor): void {
  // the client notices by itself that its supervisor is gone
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

/** Resolves with the supervisor's first message, or with {@link UNSUPERVISED} if the client was started without one. */
export async function joinSupervisor(): Promise<Supervision> {
  if (process.send === undefined) return UNSUPERVISED;
  let onSignalled: (count: number) => void = () => {};
  let onOrphaned: () => void = () => {};
  let signals = 0;
  let isOrphaned = false;
  const hello = await new Promise<Extract<ToClient, { kind: 'hello' }> | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), HELLO_WITHIN_MS);
    process.on('message', (message: ToClient) => {
      if (message.kind === 'hello') {
        clearTimeout(timer);
        resolve(message);
      } else {
        signals = message.count;
        onSignalled(signals);
      }
    });
    process.on('disconnect', () => {
      isOrphaned = true;
      clearTimeout(timer);
      resolve(null);
      onOrphaned();
    });
  });
  process.channel?.unref(); // the channel must not keep a client running that has closed everything else
  if (hello === null) return UNSUPERVISED;
  return {
    start: hello.start,
    pid: process.ppid,
    memory: { kept: hello.secrets, keep: (key, value) => send({ kind: 'keep', key, value }) },
    follow: (signalled, orphaned) => {
      [onSignalled, onOrphaned] = [signalled, orphaned];
      if (signals > 0) signalled(signals);
      if (isOrphaned) orphaned();
    },
    tellPulse: beating(),
    noteCrash: (note) => send({ kind: 'crashing', note }),
    leave: (how) => process.exit(how === 'crashed' ? CRASH_EXIT : START_AGAIN_EXIT),
  };
}

/** Sends beats from now on. @returns a function that changes the content of the beats, and beats at once. */
function beating(): Supervision['tellPulse'] {
  let pulse: Omit<Pulse, 'isDebugged'> = { phase: 'starting', isMoving: false };
  let isOnItsWay = false;
  let isStale = false;
  const beat = (): void => {
    // A supervisor that is stopped reads nothing: beats must not pile up in memory until it runs again.
    if (isOnItsWay) return void (isStale = true);
    if (!process.connected) return;
    [isOnItsWay, isStale] = [true, false];
    const message: ToSupervisor = { kind: 'beat', pulse: { ...pulse, isDebugged: inspectorUrl() !== undefined } };
    process.send?.(message, undefined, undefined, () => {
      isOnItsWay = false;
      if (isStale) beat();
    });
  };
  beat();
  setInterval(beat, BEAT_MS).unref();
  return (change) => {
    pulse = { ...pulse, ...change };
    beat();
  };
}
