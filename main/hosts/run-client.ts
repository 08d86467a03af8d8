/** From a host to a running client and back to nothing: shared by both entries. */
import type { Host } from './host.ts';
import type { LaunchOptions } from './launch-options.ts';

/** What `main/app.ts` exports; loaded late, so that a bad flag is answered before anything heavy is read. */
export interface AppModule {
  startApp(host: Host, options: LaunchOptions): Promise<StartedApp>;
}

interface StartedApp {
  /** Automation asked for the end. */
  onQuitRequested(listener: () => void): void;
  dispose(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the client until its last window closes, or automation or a signal asks it to end; a second signal ends it at once.
 *
 * @param load brings `main/app.ts`; a parameter for tests.
 * @throws whatever kept the client from starting, after everything opened was closed.
 */
export async function runClient(
  host: Host,
  options: LaunchOptions,
  load: () => Promise<AppModule> = () => import('../app.ts'),
): Promise<void> {
  let running: StartedApp | null = null;
  let ending: Promise<void> | null = null;
  const end = (): Promise<void> => {
    // While the client is still starting only the host can go, which makes the start fail.
    ending ??= (async () => {
      await running?.dispose();
      await host.dispose();
    })();
    return ending;
  };
  const onSignal = (): void => {
    if (ending !== null) process.exit(130);
    void end();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  host.onClosed(() => void end());
  try {
    const { startApp } = await load();
    running = await startApp(host, options);
    running.onQuitRequested(() => void end());
    if (ending !== null) await running.dispose();
  } catch (error) {
    const wasAsked = ending !== null;
    await end();
    if (!wasAsked) throw error;
  }
}
