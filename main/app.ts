/**
 * The composition root: opens the core, creates the areas in order, each with the areas that it needs, and takes everything
 * down in reverse. Knows no Electron and no service; the host is a parameter.
 */
import type { NumberedChannel } from '../preload/domain/cameras/cameras.ts';
import { handlersOf, type Area } from './area.ts';
import { closeAll, openClientCore, openCore, type Closer } from './core.ts';
import type { Migration } from './db/migration.ts';
import type { Host } from './host.ts';
import type { LaunchOptions } from './launch-options.ts';
import { createDispatch } from './ipc/door.ts';
import { kioskDispatch } from './ipc/policy.ts';
import { log } from './log.ts';
import { rescue } from './rescue.ts';
import type { RunningApp } from './running-app.ts';
import { createAccounts } from './services/accounts/area.ts';
import { createAutomation } from './services/automation/area.ts';
import { cameraSteps, createCameras } from './services/cameras/area.ts';
import { createClient, type ClientFacts } from './services/client/area.ts';
import { bookmarkSteps, createBookmarks } from './services/bookmarks/area.ts';
import { createClips } from './services/clips/area.ts';
import { createConsole } from './services/console/area.ts';
import { createDevices, deviceSteps } from './services/devices/area.ts';
import { createExports, exportSteps } from './services/exports/area.ts';
import { createIncidents } from './services/incidents/area.ts';
import { createJobs, jobSteps } from './services/jobs/area.ts';
import { createLive } from './services/live/area.ts';
import { createNetwork } from './services/network/area.ts';
import { createOnboarding, onboardingSteps } from './services/onboarding/area.ts';
import { createPictures } from './services/pictures/area.ts';
import { createPlayback, playbackSteps } from './services/playback/area.ts';
import { createPresets, presetSteps } from './services/presets/area.ts';
import { createPtz } from './services/ptz/area.ts';
import { createRemoved } from './services/removed/area.ts';
import { createRetrievals, retrievalSteps } from './services/retrievals/area.ts';
import { createSaved, savedSteps } from './services/saved/area.ts';
import { createSequences, sequenceSteps } from './services/sequences/area.ts';
import type { OnSaved } from './services/shared/saved-file.ts';
import { createTargets, targetSteps } from './services/targets/area.ts';
import { createWalls } from './services/walls/area.ts';
import { createWindows } from './services/windows/area.ts';
import { UNSUPERVISED, type Supervision } from './supervision.ts';
import { followNetwork, tellEach, wire } from './wiring.ts';

/** The steps of the schema that the areas add. The order of the areas does not matter. */
const SCHEMA_STEPS: readonly Migration[] = [
  ...[...cameraSteps, ...sequenceSteps, ...playbackSteps, ...retrievalSteps, ...bookmarkSteps],
  ...exportSteps,
  ...presetSteps,
  ...savedSteps,
  ...onboardingSteps,
  ...targetSteps,
  ...jobSteps,
  ...deviceSteps,
];

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

/** A camera as operators name it; null for one that no account lists. */
const nameOf = (channel: NumberedChannel | undefined): string | null =>
  channel === undefined ? null : `${channel.number} ${channel.name}`;

async function build(
  host: Host,
  options: LaunchOptions,
  supervision: Supervision,
  closers: Closer[],
  dispose: () => Promise<void>,
): Promise<RunningApp> {
  const open = <A extends Area>(area: A): A => (closers.push(() => area.dispose?.()), area);
  const start = openCore(host, options, supervision, closers);
  const incidents = open(createIncidents(start));
  const ptz = open(createPtz(start, { onOutcome: (outcome) => incidents.service.onPtzOutcome(outcome) }));
  await ptz.recovery.run();
  incidents.tellEnd();

  const core = await openClientCore(start, SCHEMA_STEPS);
  const client = open(createClient(core, (): ClientFacts => ({ ...automation.demoFacts(), restored })));
  const [locale, saved] = [() => client.locale(), open(createSaved(core))];
  const onSaved: OnSaved = (file) => saved.service.add(file);
  const [sequences, cameras] = [open(createSequences(core)), open(createCameras(core, { onSaved }))];
  const walls = open(createWalls(core, { cameras, sequences, onSaved, locale }));
  const accounts = open(createAccounts(core, { locale, holdStill: incidents.holdStill(ptz), onSaved }));
  const startWall = () => client.preferences.get().startWallId;
  const windows = open(createWindows(core, { walls, sequences, startWall }));
  const [apiConsole, live] = [open(createConsole(core, { onSaved })), open(createLive(core))];
  const [playback, retrievals] = [open(createPlayback(core, { cameras })), open(createRetrievals(core))];
  const [devices, presets] = [open(createDevices(core, { cameras, onSaved })), open(createPresets(core, { ptz }))];
  const [jobs, pictures, removed] = [createJobs(core), open(createPictures(core)), open(createRemoved())];
  const [onboarding, bookmarks] = [open(createOnboarding(core, { cameras, onSaved })), open(createBookmarks(core))];
  const [targets, network] = [open(createTargets(core, { jobs, onSaved })), open(createNetwork(core, { locale }))];
  open(jobs); // after the areas that make its calls: areas are closed in reverse, so that jobs end first
  const clips = open(createClips(core, { client, cameras, live, onSaved }));
  const snapshotsOf = saved.library.snapshotsOf.bind(saved.library);
  const recorded = { bookmarks, cameras, clips, playback, retrievals, snapshotsOf };
  const evidence = open(createExports(core, { ...recorded, onSaved, locale }));
  const automation = open(createAutomation(core, { accounts, cameras, walls }));
  const areas = [
    ...[incidents, ptz, client, saved, sequences, cameras, walls],
    ...[accounts, removed, windows, apiConsole, live, playback, retrievals, presets, jobs, targets, onboarding],
    ...[pictures, devices, bookmarks, clips, evidence, automation, network],
  ] as const;
  const restored = [...areas.flatMap((area: Area) => area.restored ?? []), ...core.restored].filter(
    (one) => one !== null,
  );

  incidents.nameWith((id) => nameOf(cameras.channelOf(id)));
  ptz.listWith((id) => cameras.channelOf(id) !== undefined);
  removed.service.follow(areas.flatMap((area: Area) => area.removedThings ?? []));
  wire(core, areas, { accounts, cameras });
  const dispatch = kioskDispatch(createDispatch(handlersOf(areas)), windows.isKiosk);
  for (const area of areas as readonly Area[]) area.start?.();
  closers.push(() => host.dispose());
  supervision.tellPulse({ phase: 'running' }); // nothing takes long in one piece any more, and windows can steer
  const started = await host.start({
    windows: windows.store,
    mediaOrigins: core.mediaOrigins,
    locale,
    dispatch: (from, name, raw) => {
      tellEach(areas, 'a window asks', (area) => area.onWindow?.(from.windowId));
      return dispatch(from, name, raw);
    },
    onDialog: (url) => automation.onDialog(url),
    onIntrusion: () => core.emit('app.entry-repeated', { atMs: Date.now() }),
    onLink: (text) => windows.onLink(text),
    onPageOrigin: (origin) => core.gateway.allowOrigins([origin]),
    onWindowGone: (windowId) => tellEach(areas, 'a window is gone', (area) => area.onWindowGone?.(windowId)),
  });
  followNetwork(core, areas, client);
  const quitListeners = new Set<() => void>();
  const quit = () => quitListeners.forEach((listener) => listener());
  if (options.hasControl) closers.push(automation.control(started, quit));
  closers.push(() => ptz.stopAll()); // cameras first: ending the windows takes seconds
  return {
    launchUrl: started.launchUrl,
    onQuitRequested: (listener) => void quitListeners.add(listener),
    rescue: () => rescue({ ptz, clips }),
    dispose,
  };
}
