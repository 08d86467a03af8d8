/**
 * The composition root: builds every service in order, hands each what it needs by constructor, and takes everything down
 * in reverse. Knows no Electron; the host is a parameter.
 */
import { join } from 'node:path';
import type { AppInfo } from '../preload/contract/app.ts';
import { channelRefOf, type ChannelId } from '../preload/domain/ids.ts';
import { CameraNumbers } from './db/camera-numbers.ts';
import { ConsoleDraftTable } from './db/console-drafts.ts';
import { ConsoleHistoryTable } from './db/console-history.ts';
import { openDatabase } from './db/database.ts';
import { DirectoryTable } from './db/directory.ts';
import { SequenceTable } from './db/sequences.ts';
import { SiteTable } from './db/sites.ts';
import { WallCameraTable } from './db/wall-cameras.ts';
import { WallFolderTable } from './db/wall-folders.ts';
import { WallVersionTable } from './db/wall-versions.ts';
import { WallTable } from './db/walls.ts';
import { DialogLanguage } from './dialog-locale.ts';
import type { RescueOutcome } from './crash-report.ts';
import { closeAll, openGround, type Closer } from './core.ts';
import type { Host } from './host.ts';
import type { LaunchOptions } from './hosts/launch-options.ts';
import { UNSUPERVISED, type Supervision } from './supervision.ts';
import { createHandlers } from './ipc/handlers/index.ts';
import { kioskDispatch } from './ipc/policy.ts';
import { createDispatch } from './ipc/door.ts';
import { log } from './log.ts';
import { createGateway } from './media/gateway/gateway.ts';
import { platformName } from './platform.ts';
import type { RunningApp } from './running-app.ts';
import { AccountFactsService } from './services/accounts/account-facts.ts';
import { AccountFilesService } from './services/accounts/account-files.ts';
import { AccountsService } from './services/accounts/accounts.ts';
import { CameraHeirs } from './services/cameras/camera-heirs.ts';
import { CameraLooksService } from './services/cameras/camera-looks.ts';
import { CaptureSettingsService } from './services/clips/capture-settings.ts';
import { ClipsService } from './services/clips/clips.ts';
import { ConsoleDrafts } from './services/console/console-drafts.ts';
import { ConsoleHistory } from './services/console/console-history.ts';
import { ConsoleService } from './services/console/console.ts';
import { ControlService } from './services/automation/control.ts';
import { DemoService } from './services/automation/demo.ts';
import { DirectoryService } from './services/cameras/directory.ts';
import { KeyConsent } from './services/accounts/key-consent.ts';
import { LinksService } from './services/windows/links.ts';
import { LiveService } from './services/live/live.ts';
import { LoadService } from './services/client/load.ts';
import { NetworkWatch } from './services/client/network-watch.ts';
import { PreferencesService } from './services/client/preferences.ts';
import { demoIn } from './services/shared/run-memory.ts';
import { SequencesService } from './services/sequences/sequences.ts';
import { SitesService } from './services/cameras/sites.ts';
import { holdStillWith } from './services/incidents/still-cameras.ts';
import { WallReports } from './services/automation/wall-reports.ts';
import { createWallServices } from './services/walls/wall-services.ts';
import { WindowsService } from './services/windows/windows.ts';
import { readCapabilities } from './vendors/registry.ts';

/** @throws whatever kept the client from starting, after everything opened was closed. */
export async function startApp(
  host: Host,
  options: LaunchOptions,
  supervision: Supervision = UNSUPERVISED,
): Promise<RunningApp> {
  const closers: Closer[] = [];
  let disposal: Promise<void> | null = null;
  const dispose = () => (disposal ??= closeAll(closers));
  try {
    return await build(host, options, supervision, closers, dispose);
  } catch (error) {
    log.error('the client could not start', { error });
    await dispose();
    throw error;
  }
}

async function build(
  host: Host,
  options: LaunchOptions,
  supervision: Supervision,
  closers: Closer[],
  dispose: () => Promise<void>,
): Promise<RunningApp> {
  const { dataDir } = options;
  const { openSettings } = host;
  const ground = await openGround(host, options, supervision, closers);
  const { version, emit, book, vault, sessions, journal, ptz, recovery, incidents } = ground;
  const database = openDatabase(join(dataDir, 'lanner.db'));
  closers.push(() => database.close());
  const { db } = database;
  const preferences = new PreferencesService(dataDir, emit, openSettings);
  const looks = new CameraLooksService({ dataDir, openSettings, emit });

  const gateway = createGateway({ workerUrl: workerUrl() });
  closers.push(() => gateway.dispose());
  const origins = await gateway.start();

  const dialogLanguage = new DialogLanguage({
    chosen: () => preferences.get().locale,
    systemLocale: host.systemLocale,
  });
  const locale = () => dialogLanguage.now();
  const consent = new KeyConsent({
    confirm: (request) => host.confirm(request),
    locale,
    hasLocalClouds: options.hasLocalClouds ?? false,
  });
  const holdStill = holdStillWith({ ptz, incidents, recovery });
  const accounts = new AccountsService({ book, vault, sessions, consent, emit, holdStill });
  closers.push(() => accounts.dispose());
  const capabilities = () => readCapabilities(new URL('./vendors/', import.meta.url));
  const accountFacts = new AccountFactsService({ book, sessions, capabilities });
  closers.push(() => accountFacts.dispose());
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const accountFiles = new AccountFilesService({ book, accounts, choosePath, consent });
  const numbers = new CameraNumbers(db);
  const directory = new DirectoryService({
    book,
    sessions,
    numbers,
    table: new DirectoryTable(db, () => database.tidy()),
    emit,
  });
  closers.push(() => directory.dispose());
  const sequences = new SequencesService({ table: new SequenceTable(db), emit });
  const wallServices = createWallServices({
    tables: {
      walls: new WallTable(db),
      folders: new WallFolderTable(db),
      versions: new WallVersionTable(db),
      cameras: new WallCameraTable(db),
    },
    ...{ book, directory, sequences, choosePath, emit },
    systemLocale: host.systemLocale,
  });
  const { walls, wallCameras } = wallServices;
  const openWindow: NonNullable<Host['openWindow']> = (request) =>
    host.openWindow?.(request) ?? Promise.resolve({ launchUrl: null });
  const windows = new WindowsService({
    dataDir,
    openSettings,
    walls,
    sequences,
    kioskWall: options.kioskWall ?? null,
    openWindow,
  });
  closers.push(() => windows.end());
  const links = new LinksService({ windows, emit, start: options.link ?? null });
  const sites = new SitesService({ table: new SiteTable(db), book, directory, emit });
  const heirs = new CameraHeirs({ book, directory, preferences, looks, sequences });
  const channelOf = (id: ChannelId) => directory.channelsOf(channelRefOf(id).accountId).find((one) => one.id === id);
  incidents.nameWith((id) => {
    const channel = channelOf(id);
    return channel === undefined ? null : `${channel.number} ${channel.name}`;
  });
  ptz.listWith((id) => channelOf(id) !== undefined);
  directory.onChanged(() => {
    ptz.onDirectory();
    sites.onDirectory();
    wallCameras.onDirectory();
    heirs.onDirectory();
  });
  const apiConsole = new ConsoleService({
    ...{ book, vault, sessions },
    history: new ConsoleHistory(new ConsoleHistoryTable(db), book),
    drafts: new ConsoleDrafts(new ConsoleDraftTable(db), book),
  });
  closers.push(() => apiConsole.dispose());
  const live = new LiveService(gateway, sessions, emit);
  closers.push(() => live.dispose());
  const captureSettings = new CaptureSettingsService({
    ...{ dataDir, openSettings, canReveal: host.reveal !== undefined, emit },
    chooseFolder: (request) => host.chooseFolder(request),
    locale,
  });
  const clips = new ClipsService({
    ...{ tools: gateway.tools, live, settings: captureSettings, emit },
    addressOf: (kind, id) => gateway.addressOf(kind, id),
    channelOf,
    labelOf: (id) => book.find(channelRefOf(id).accountId)?.label ?? '',
    reveal: host.reveal?.bind(host) ?? null,
  });
  closers.push(() => clips.dispose());
  const demo = new DemoService(options.simulatorCommand, accounts, demoIn(supervision.keeper));
  closers.push(() => demo.dispose());
  const processIds = () => [...host.processIds(), ...(supervision.pid === null ? [] : [supervision.pid])];
  const processUses = host.processUses?.bind(host);
  const load = new LoadService({ emit, processIds, processUses, gatewayStats: () => gateway.stats() });
  closers.push(() => load.dispose());
  const reports = new WallReports(emit);

  let wasReady = vault.snapshot().state === 'ready';
  vault.onChanged(() => {
    const status = vault.snapshot();
    emit('vault.changed', status);
    const isUnlocked = !wasReady && status.state === 'ready';
    wasReady = status.state === 'ready';
    if (!isUnlocked) return;
    accounts.start().catch((error: unknown) => log.error('the keys could not be looked up', { error }));
    directory.refreshAll();
    recovery.again();
  });
  accounts.onChanged((id, what) => {
    directory.onAccount(id, what);
    sites.onAccounts();
    wallCameras.onAccounts();
    heirs.onAccounts();
    accountFacts.onAccount(id);
    if (what === 'changed') live.retryAccount(id);
    if (what === 'disabled') live.onAccountGone(id, 'account.disabled');
    if (what === 'disabled' || what === 'removed') ptz.onAccountGone(id);
    else recovery.again(id);
    if (what !== 'removed') return;
    journal.forgetAccount(id);
    live.onAccountGone(id, 'account.not-found');
    apiConsole.onAccountRemoved(id);
  });

  const setAside = [preferences, looks, captureSettings, book, windows, database]
    .map(({ restored }) => restored)
    .filter((one) => one !== null);
  const info = (): AppInfo => ({
    version,
    host: host.kind,
    platform: platformName(),
    systemLocale: host.systemLocale,
    isDemoAvailable: demo.isAvailable,
    isDemoRunning: demo.isRunning,
    restored: setAside,
  });
  const services = {
    info,
    preferences,
    dialogLanguage,
    reports,
    accounts,
    accountFacts,
    accountFiles,
    directory,
    links,
    live,
    looks,
    ...wallServices,
    windows,
    sequences,
    sites,
    ptz,
    incidents,
    clips,
    captureSettings,
    demo,
    console: apiConsole,
  };
  const open = createDispatch(createHandlers(services));
  const dispatch = (options.kioskWall ?? null) === null ? open : kioskDispatch(open);
  // While the window comes up, so that the tree is there with it.
  directory.start();
  accounts.start().catch((error: unknown) => log.error('the keys could not be looked up', { error }));
  void demo.resume();
  closers.push(() => host.dispose());
  let control: ControlService | null = null;
  supervision.tellPulse({ phase: 'running' }); // nothing takes long in one piece any more, and windows can steer
  const { launchUrl, further = [] } = await host.start({
    windows,
    dispatch: (windowId, name, raw) => {
      load.onWindow(windowId);
      return dispatch(windowId, name, raw);
    },
    mediaOrigins: [origins.http, origins.streams],
    locale,
    onDialog: (url) => control?.dialog(url),
    onIntrusion: () => emit('app.entry-repeated', { atMs: Date.now() }),
    onLink: (text) => links.arrive(text),
    onPageOrigin: (origin) => gateway.allowOrigins([origin]),
    onWindowGone: (windowId) => {
      ptz.onWindowGone(windowId);
      clips.onWindowGone(windowId);
      live.onWindowGone(windowId);
      accounts.tests.onWindowGone(windowId);
      apiConsole.onWindowGone(windowId);
      load.onWindowGone(windowId);
    },
  });

  // After sleep and on another network the old connections are dead, but no socket has reported an error yet.
  const reconnect = async (): Promise<void> => {
    emit('system.resumed', { atMs: Date.now() });
    await sessions.forgetAll();
    live.retryAll();
    recovery.again();
  };
  closers.push(
    host.onResumed(() => {
      log.info('resumed');
      void reconnect().then(() => directory.refreshAll());
    }),
  );
  const network = new NetworkWatch({ onChanged: () => void reconnect() });
  closers.push(() => network.dispose());
  const quitListeners = new Set<() => void>();
  if (options.hasControl) {
    const started = new ControlService({
      ...{ input: process.stdin, output: process.stdout, accounts, directory, walls, reports, emit },
      capture: () => host.capture(),
      launchUrl: () => host.launchUrl?.() ?? null,
      crashGateway: () => gateway.crashWorker(),
      crashMain,
      onQuit: () => quitListeners.forEach((listener) => listener()),
    });
    control = started;
    closers.push(() => started.dispose());
    started.ready({ launchUrl, host: host.kind, further });
  }
  closers.push(ground.endSteering); // cameras first: ending the windows takes seconds
  const rescue = async (): Promise<RescueOutcome> => {
    const moving = journal.entries;
    const running = clips.list().length;
    await Promise.allSettled([ground.endSteering(), clips.dispose()]);
    const stopped = moving.filter((entry) => !journal.has(entry));
    return {
      counts: { moving: moving.length, stopped: stopped.length, clips: running - clips.list().length },
      stopped: stopped.map(({ channelId, atMs }) => ({ channelId, atMs })),
    };
  };
  return { launchUrl, onQuitRequested: (listener) => void quitListeners.add(listener), rescue, dispose };
}

/** The gateway's worker: in the sources a file of its folder, in a build a bundle beside this one. */
function workerUrl(): URL {
  const isBuilt = import.meta.url.endsWith('.js');
  return new URL(isBuilt ? './gateway-worker.js' : './media/worker/gateway-worker.ts', import.meta.url);
}

/** As a programming error would, where nothing catches or ends it. */
function crashMain(how: 'exception' | 'rejection' | 'endless-loop'): void {
  const error = new Error('automation asked main to crash');
  if (how === 'rejection') void Promise.reject(error);
  else if (how === 'endless-loop') setImmediate(loopForEver);
  else
    setImmediate(() => {
      throw error;
    });
}

function loopForEver(): void {
  while (performance.now() >= 0);
}
