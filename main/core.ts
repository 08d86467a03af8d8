/**
 * What every start opens first, also one that opens nothing else: the log, the accounts and their keys, and the way to
 * cameras that an earlier run left moving. Those are stopped before anything further.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCrashReport } from './crash-report.ts';
import type { Host } from './host.ts';
import type { LaunchOptions } from './hosts/launch-options.ts';
import type { Supervision } from './supervision.ts';
import { KeychainStore } from './keychain/keychain-store.ts';
import { Vault } from './keychain/vault.ts';
import { log, setLogSink } from './log.ts';
import { AccountBook } from './services/accounts/account-book.ts';
import type { Emit } from './services/shared/emit.ts';
import { IncidentsService } from './services/incidents/incidents.ts';
import { LogFile } from './services/client/log-file.ts';
import { PtzJournal } from './services/ptz/ptz-journal.ts';
import { PtzRecovery } from './services/ptz/ptz-recovery.ts';
import { PtzService } from './services/ptz/ptz.ts';
import { accountsIn, secretsIn } from './services/shared/run-memory.ts';
import { Sessions } from './services/accounts/sessions.ts';
import { AnswerDesk } from './vendors/core/client/answer-desk.ts';
import { createSessionFactories } from './vendors/registry.ts';
import { readVersion } from './version.ts';

export type Closer = () => void | Promise<void>;

export interface Ground {
  readonly version: string;
  readonly emit: Emit;
  readonly book: AccountBook;
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly journal: PtzJournal;
  readonly ptz: PtzService;
  readonly recovery: PtzRecovery;
  readonly incidents: IncidentsService;
  /** Stops every camera. Twice does no harm. */
  readonly endSteering: () => Promise<void>;
}

/** A new start of a client that does not run. */
interface Again {
  readonly start: () => void;
  /** When it happens by itself, epoch ms; null where somebody has to ask for it. */
  readonly atMs: number | null;
}

/**
 * @param closers gets what closes each thing, in the order in which they were opened.
 * @param again how the client is started anew, where it does not run.
 */
export async function openGround(
  host: Host,
  { dataDir, vault: vaultKind, ignoredFlags = [], hasLocalClouds = false }: LaunchOptions,
  supervision: Supervision,
  closers: Closer[],
  again: Again | null = null,
): Promise<Ground> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const logFile = new LogFile({ dir: join(dataDir, 'logs') });
  const sinkBefore = setLogSink(logFile.sink);
  closers.push(async () => {
    setLogSink(sinkBefore);
    await logFile.flush();
  });
  const version = readVersion();
  const { start } = supervision;
  log.audit('starting', {
    ...{ version, host: host.kind, platform: process.platform, node: process.version, start: start.kind },
  });
  if (ignoredFlags.length > 0) log.audit('an installed client obeys no such flags', { flags: ignoredFlags });
  const book = new AccountBook(dataDir, accountsIn(supervision.keeper), host.openSettings);
  const keychain = vaultKind === 'system' ? new KeychainStore() : null;
  const vault = new Vault(keychain, book.nameIndex(), secretsIn(supervision.keeper));
  const emit: Emit = (name, payload, windowId) => host.emit(name, payload, windowId);
  const contractRoot = new URL('./vendors/', import.meta.url);
  const answers = new AnswerDesk({ workerUrl: answerWorkerUrl(), contractRoot });
  closers.push(() => answers.dispose());
  const factories = createSessionFactories(contractRoot, answers);
  const sessions = new Sessions({ book, vault, factories, hasLocalClouds });
  closers.push(() => sessions.forgetAll());
  const incidents = new IncidentsService({
    emit,
    reveal: host.reveal?.bind(host) ?? null,
    startAgain: again?.start ?? null,
    againAtMs: again?.atMs ?? null,
  });
  const journal = new PtzJournal({ dir: dataDir, onMoving: (isMoving) => supervision.tellPulse({ isMoving }) });
  closers.push(() => journal.close());
  const ptz = new PtzService({ sessions, emit, journal });
  const recovery = new PtzRecovery({
    ...{ journal, stop: (id, motor) => ptz.takeOver(id, motor), isKnown: (id) => book.find(id) !== null },
    onOutcome: (outcome) => incidents.onPtzOutcome(outcome),
  });
  const endSteering = (): Promise<void> => {
    recovery.dispose();
    return ptz.dispose();
  };
  closers.push(endSteering);
  await recovery.run();
  if (start.kind !== 'fresh') {
    const { after } = start;
    log.error('the client had ended unexpectedly', { start: start.kind, atMs: after.atMs, reason: after.reason });
    // A process that was killed from outside could write no report itself.
    const facts = { atMs: after.atMs, reason: after.reason, host: host.kind, uptimeSec: null, rescue: null };
    const { atMs, reason } = after;
    const ended = { atMs, reason, reportPath: after.reportPath ?? writeCrashReport(dataDir, facts) };
    for (const camera of after.stopped ?? []) incidents.onStoppedBefore(camera);
    if (start.kind === 'restarted') incidents.onRestarted(ended);
    else incidents.onHalted(ended);
  }
  return { version, emit, book, vault, sessions, journal, ptz, recovery, incidents, endSteering };
}

/** The thread that reads answers: in the sources a file among the clouds, in a build a bundle beside this one. */
function answerWorkerUrl(): URL {
  const isBuilt = import.meta.url.endsWith('.js');
  return new URL(isBuilt ? './answer-worker.js' : './vendors/answer-worker.ts', import.meta.url);
}

/** Last opened, first closed. One that fails does not keep the others open. */
export async function closeAll(closers: readonly Closer[]): Promise<void> {
  for (const close of [...closers].reverse()) {
    try {
      await close();
    } catch (error) {
      log.error('something could not be closed', { error });
    }
  }
}
