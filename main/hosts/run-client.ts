/** Runs the client from the start of its host to its end: shared by both entries. */
import { writeCrashReport, type RescueOutcome } from '../crash-report.ts';
import { guardAgainstCrash } from './crash-guard.ts';
import type { Host } from '../host.ts';
import type { LaunchOptions } from '../launch-options.ts';
import { UNSUPERVISED, type Supervision } from '../supervision.ts';

/**
 * The exports of `main/app.ts`. The module is loaded late, so that a bad flag is answered before anything heavy is
 * read.
 */
export interface AppModule {
  readonly startApp: (host: Host, options: LaunchOptions, supervision: Supervision) => Promise<StartedApp>;
}

interface StartedApp {
  /** Automation asked for the end. */
  onQuitRequested(listener: () => void): void;
  rescue(): Promise<RescueOutcome>;
  dispose(): Promise<void>;
}

interface RunOptions {
  /** Brings `main/app.ts`, or `main/halted.ts` after too many crashes; a parameter for tests. */
  readonly load?: () => Promise<AppModule>;
  /** Called when everything was closed in order. */
  readonly onEnded?: () => void;
  readonly supervision?: Supervision;
  /** The emitter of uncaught failures; a parameter for tests, which pass their own. */
  readonly failures?: Pick<NodeJS.EventEmitter, 'on'>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the client until its last window closes, or automation or a signal asks it to end; a second signal ends it at once.
 *
 * @throws whatever kept the client from starting, after everything opened was closed.
 */
export async function runClient(host: Host, options: LaunchOptions, run: RunOptions = {}): Promise<void> {
  const { onEnded = () => {}, supervision = UNSUPERVISED, failures = process } = run;
  const { load = supervision.start.kind === 'halted' ? () => import('../halted.ts') : () => import('../app.ts') } = run;
  const started = load().then(({ startApp }) => startApp(host, options, supervision));
  started.catch(() => {}); // awaited below; if the end comes first, the rejection must not be unhandled
  let running: StartedApp | null = null;
  let ending: Promise<void> | null = null;
  const end = (): Promise<void> => {
    supervision.tellPulse({ phase: 'ending' });
    return (ending ??= endAll());
  };
  const endAll = async (): Promise<void> => {
    if (running === null) await host.dispose(); // disposing makes a start that is under way fail
    const app = await started.catch(() => null);
    await app?.dispose();
    await host.dispose();
    onEnded();
  };
  followSignals(supervision, () => void end());
  guardAgainstCrash({
    events: failures,
    report: (facts) =>
      writeCrashReport(options.dataDir, { ...facts, host: host.kind, uptimeSec: Math.round(process.uptime()) }),
    // A client that was asked to end is not started again, so it notes no crash.
    note: (note) => (ending === null ? supervision.noteCrash(note) : undefined),
    rescue: () => running?.rescue() ?? Promise.resolve(null),
    close: async () => {
      await running?.dispose();
      await host.dispose();
    },
    leave: () => (ending === null ? supervision.leave('crashed') : process.exit(1)),
  });
  host.onClosed(() => void end());
  try {
    running = await started;
    if (ending === null) supervision.tellPulse({ phase: 'running' });
    running.onQuitRequested(() => void end());
  } catch (error) {
    const wasAsked = ending !== null;
    await end();
    if (!wasAsked) throw error;
  }
}

/** One signal may arrive twice: from the terminal, and as a message of the supervisor, which got the signal too. */
function followSignals(supervision: Supervision, end: () => void): void {
  let heard = 0;
  let own = 0;
  const hear = (count: number): void => {
    if (count <= heard) return;
    heard = count;
    if (heard > 1) process.exit(130);
    end();
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => hear((own += 1)));
  }
  supervision.follow(hear, end);
}
