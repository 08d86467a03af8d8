/** From a host to a running client and back to nothing: shared by both entries. */
import type { Host } from './host.ts';
import type { LaunchOptions } from './launch-options.ts';

/** What `main/app.ts` exports; loaded late, so that a bad flag is answered before anything heavy is read. */
export interface AppModule {
  readonly startApp: (host: Host, options: LaunchOptions) => Promise<StartedApp>;
}

interface StartedApp {
  /** Automation asked for the end. */
  onQuitRequested(listener: () => void): void;
  dispose(): Promise<void>;
}

interface RunOptions {
  /** Brings `main/app.ts`; a parameter for tests. */
  readonly load?: () => Promise<AppModule>;
  /** Everything was closed in order. */
  readonly onEnded?: () => void;
}

/** The library that writes settings sends each signal once more when it has heard it; a hand is not that quick. */
const ECHO_MS = 300;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the client until its last window closes, or automation or a signal asks it to end; a second signal ends it at once.
 *
 * @throws whatever kept the client from starting, after everything opened was closed.
 */
export async function runClient(
  host: Host,
  options: LaunchOptions,
  { load = () => import('../app.ts'), onEnded = () => {} }: RunOptions = {},
): Promise<void> {
  const started = load().then(({ startApp }) => startApp(host, options));
  started.catch(() => {}); // awaited below; an end that comes first must not leave it unheard
  let hasStarted = false;
  let ending: Promise<void> | null = null;
  const end = (): Promise<void> => (ending ??= endAll());
  const endAll = async (): Promise<void> => {
    if (!hasStarted) await host.dispose(); // which makes a start that is under way fail
    const running = await started.catch(() => null);
    await running?.dispose();
    await host.dispose();
    onEnded();
  };
  let signalledAtMs = -Infinity;
  const onSignal = (): void => {
    const nowMs = performance.now();
    if (nowMs - signalledAtMs < ECHO_MS) return;
    signalledAtMs = nowMs;
    if (ending !== null) process.exit(130);
    void end();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  host.onClosed(() => void end());
  try {
    const running = await started;
    hasStarted = true;
    running.onQuitRequested(() => void end());
  } catch (error) {
    const wasAsked = ending !== null;
    await end();
    if (!wasAsked) throw error;
  }
}
