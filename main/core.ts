/**
 * Opens the parts that all areas share. `openCore` opens the parts that every start needs, also a start that only shows
 * why the client does not run: the log, the accounts and their keys. `openClientCore` also opens the database and the
 * media gateway; it comes later, because cameras that an earlier run left moving are stopped before anything else.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Restoration } from '../preload/domain/restoration.ts';
import { openDatabase, type OpenDatabase } from './db/database.ts';
import type { Migration } from './db/migration.ts';
import type { Host } from './host.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Supervision } from './supervision.ts';
import { KeychainStore } from './keychain/keychain-store.ts';
import { Vault } from './keychain/vault.ts';
import { log, setLogSink } from './log.ts';
import { ExportThread } from './media/gateway/export-thread.ts';
import { createGateway } from './media/gateway/gateway.ts';
import { AccountStore } from './services/accounts/account-store.ts';
import { Sessions } from './services/accounts/sessions.ts';
import { LogFile } from './services/client/log-file.ts';
import { Network } from './services/network/network.ts';
import type { Emit } from './services/shared/emit.ts';
import { Questions } from './services/shared/questions.ts';
import { accountsIn, secretsIn } from './services/shared/run-memory.ts';
import type { OpenSettings } from './settings-engine.ts';
import { AnswerThread } from './vendors/core/client/answers/answer-thread.ts';
import { createSessionFactories } from './vendors/registry.ts';
import { readVersion } from './version.ts';

export type Closer = () => void | Promise<void>;

/** The parts that every start opens first. */
export interface Core {
  readonly version: string;
  readonly host: Host;
  readonly options: LaunchOptions;
  readonly supervision: Supervision;
  readonly dataDir: string;
  /** The engine that keeps the settings files; conf where the host brings none. */
  readonly openSettings: OpenSettings | undefined;
  readonly emit: Emit;
  readonly accountStore: AccountStore;
  readonly vault: Vault;
  /** For secrets that belong to no account; null where the client runs without a keychain. */
  readonly keychain: KeychainStore | null;
  /** The proxies and the trusted authorities on the way to the clouds. */
  readonly network: Network;
  readonly sessions: Sessions;
  /** Asks in main's own dialogs, for all areas: two dialogs at once would cover each other. */
  readonly questions: Questions;
  /** The folder of the clouds, with their documents. */
  readonly contractRoot: URL;
  /** One closer for each opened part, in the order of opening. */
  readonly closers: Closer[];
}

/** The core of a client that runs: also database and media gateway. */
export interface ClientCore extends Core {
  readonly db: OpenDatabase['db'];
  /** Moves the write-ahead log into the database file, in another thread. Never rejects. */
  readonly checkpoint: OpenDatabase['checkpoint'];
  readonly gateway: ReturnType<typeof createGateway>;
  /** The code of the thread that reads a workbook of people. */
  readonly tableWorkerUrl: URL;
  /** Writes the files of exports. */
  readonly exportThread: ExportThread;
  /** Origins of the gateway, for the page's content policy. */
  readonly mediaOrigins: readonly string[];
  /** Why the account file and the database could not be taken as they were; null for one that could. */
  readonly restored: readonly (Restoration | null)[];
}

/** @param closers gets what closes each thing, in the order in which the things were opened. */
export function openCore(host: Host, options: LaunchOptions, supervision: Supervision, closers: Closer[]): Core {
  const { dataDir, vault: vaultKind, ignoredFlags = [], hasLocalClouds = false } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const logFile = new LogFile({ dir: join(dataDir, 'logs') });
  const sinkBefore = setLogSink(logFile.sink);
  closers.push(async () => {
    setLogSink(sinkBefore);
    await logFile.flush();
  });
  const version = readVersion();
  log.audit('starting', {
    version,
    host: host.kind,
    platform: process.platform,
    node: process.version,
    start: supervision.start.kind,
  });
  if (ignoredFlags.length > 0) log.audit('an installed client obeys no such flags', { flags: ignoredFlags });
  const { openSettings } = host;
  const accountStore = new AccountStore(dataDir, accountsIn(supervision.memory), openSettings);
  const keychain = vaultKind === 'system' ? new KeychainStore() : null;
  const network = new Network({ dataDir, openSettings, host, keychain });
  closers.push(() => network.dispose());
  const vault = new Vault(keychain, accountStore.nameIndex(), secretsIn(supervision.memory));
  const emit: Emit = (name, payload, windowId) => host.emit(name, payload, windowId);
  const contractRoot = new URL('./vendors/', import.meta.url);
  const answers = new AnswerThread({ workerUrl: workerUrl('answer-worker', './vendors/'), contractRoot });
  closers.push(() => answers.dispose());
  const factories = createSessionFactories(contractRoot, answers);
  const sessions = new Sessions({ accountStore, vault, factories, hasLocalClouds });
  closers.push(() => sessions.forgetAll());
  const questions = new Questions((request) => host.confirm(request));
  return {
    version,
    host,
    options,
    supervision,
    dataDir,
    openSettings,
    questions,
    emit,
    accountStore,
    vault,
    keychain,
    network,
    sessions,
    contractRoot,
    closers,
  };
}

/** @param steps of the schema that areas bring, each area's own in their order. */
export async function openClientCore(core: Core, steps: readonly Migration[]): Promise<ClientCore> {
  const { closers, dataDir, accountStore } = core;
  const database = openDatabase(join(dataDir, 'lanner.db'), steps);
  closers.push(() => database.close());
  const gateway = createGateway({ workerUrl: workerUrl('gateway-worker', './media/worker/') });
  closers.push(() => gateway.dispose());
  const exportThread = new ExportThread({ workerUrl: workerUrl('export-worker', './media/worker/') });
  closers.push(() => exportThread.dispose());
  const origins = await gateway.start();
  return {
    ...core,
    db: database.db,
    checkpoint: () => database.checkpoint(),
    gateway,
    exportThread,
    tableWorkerUrl: workerUrl('table-worker', './services/targets/tables/'),
    mediaOrigins: [origins.http, origins.streams],
    restored: [accountStore.restored, database.restored],
  };
}

/** The code of a thread: in the sources a file of its folder, in a build a bundle beside this one. */
function workerUrl(name: 'answer-worker' | 'gateway-worker' | 'export-worker' | 'table-worker', folder: string): URL {
  const isBuilt = import.meta.url.endsWith('.js');
  return new URL(isBuilt ? `./${name}.js` : `${folder}${name}.ts`, import.meta.url);
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
