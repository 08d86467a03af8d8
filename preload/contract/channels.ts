/** The names that cross between the processes; the preload imports this and types only. */
import type { RequestName } from './contract.ts';
import type { EventName } from './events.ts';

export const REQUEST_NAMES = [
  'app.info',
  'app.get-preferences',
  'app.set-preferences',
  'app.report-wall',
  'app.report-failure',
  'app.take-link',
  'demo.start',
  'account.list',
  'account.add',
  'account.update',
  'account.set-enabled',
  'account.remove',
  'account.test',
  'account.cancel-test',
  'account.facts',
  'account.cancel-facts',
  'account.capabilities',
  'account.export',
  'account.import',
  'vault.status',
  'vault.list',
  'directory.states',
  'directory.refresh',
  'directory.page',
  'live.open',
  'live.close',
  'live.retry',
  'live.retry-account',
  'wall.list',
  'wall.save',
  'wall.library',
  'wall.create',
  'wall.rename',
  'wall.remove',
  'wall.restore',
  'wall.move',
  'wall.create-folder',
  'wall.rename-folder',
  'wall.move-folder',
  'wall.remove-folder',
  'wall.restore-folder',
  'wall.versions',
  'wall.version',
  'wall.roll-back',
  'wall.missing',
  'wall.remap',
  'wall.export',
  'wall.import',
  'window.state',
  'window.keep',
  'window.open',
  'window.count',
  'sequence.list',
  'sequence.save',
  'sequence.remove',
  'sequence.run',
  'ptz.open',
  'ptz.move',
  'ptz.stop',
  'ptz.leave',
  'clip.start',
  'clip.stop',
  'clip.list',
  'clip.replay',
  'clip.sound',
  'clip.snapshot',
  'clip.reveal',
  'clip.settings',
  'clip.set-settings',
  'site.list',
  'site.cameras',
  'site.create',
  'site.rename',
  'site.move',
  'site.remove',
  'site.restore',
  'site.place',
  'site.take-out',
  'console.operations',
  'console.describe',
  'console.run',
  'console.cancel',
  'console.curl',
  'console.history',
  'console.clear-history',
] as const satisfies readonly RequestName[];

export const EVENT_NAMES = [
  'app.preferences-changed',
  'app.link-arrived',
  'window.sight-changed',
  'account.changed',
  'account.test-progressed',
  'vault.changed',
  'directory.changed',
  'stream.changed',
  'stream.replaced',
  'live.account-restored',
  'wall.changed',
  'wall.library-changed',
  'wall.removed',
  'wall.missing-changed',
  'sequences.changed',
  'alarm.show-wanted',
  'ptz.changed',
  'clip.changed',
  'clip.settings-changed',
  'sites.changed',
  'load.measured',
  'system.resumed',
  'wall.report-wanted',
] as const satisfies readonly EventName[];

/** The Electron channel that carries events; requests use their own name as channel. */
export const EVENT_CHANNEL = 'lanner.event';

/** Electron's page tells on it how many events it took since the last time; 0 says that it listens now. */
export const EVENTS_TAKEN_CHANNEL = 'lanner.events-taken';

/** A request or event that the lists above lack makes one of these lines fail to compile. */
type Missing<All, Listed> = Exclude<All, Listed>;
type IsComplete<Rest> = [Rest] extends [never] ? true : Rest;
const hasAllRequests: IsComplete<Missing<RequestName, (typeof REQUEST_NAMES)[number]>> = true;
const hasAllEvents: IsComplete<Missing<EventName, (typeof EVENT_NAMES)[number]>> = true;
void hasAllRequests;
void hasAllEvents;

/** An input larger than this, as JSON, is refused before it is parsed. */
export const MAX_REQUEST_BYTES = 1_048_576;
