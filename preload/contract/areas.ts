/**
 * The list of areas: each file of this folder that is named here declares the requests and the events of one area. All
 * that the client can ask and hear is derived from this list.
 */
import { accountContract } from './account.ts';
import { appContract } from './app.ts';
import { numberContract } from './camera-numbers.ts';
import { cameraAccessContract } from './camera-access.ts';
import { clipContract } from './clips.ts';
import { cloudFactsContract } from './cloud-facts.ts';
import { consoleContract } from './console.ts';
import { cameraSettingsContract } from './camera-settings.ts';
import { cloudGroupsContract } from './cloud-groups.ts';
import { deviceChangesContract } from './device-changes.ts';
import { devicesContract } from './devices.ts';
import { directoryContract } from './directory.ts';
import type { EventTable } from './event.ts';
import { exportsContract } from './exports.ts';
import { incidentContract } from './incidents.ts';
import { jobsContract } from './jobs.ts';
import { liveContract } from './live.ts';
import { lookContract } from './looks.ts';
import { bookmarksContract } from './bookmarks.ts';
import { networkContract } from './network.ts';
import { picturesContract } from './pictures.ts';
import { playbackContract } from './playback.ts';
import { cruisesContract } from './cruises.ts';
import { presetsContract } from './presets.ts';
import { onboardingContract } from './onboarding.ts';
import { retrievalsContract } from './retrievals.ts';
import { ptzContract } from './ptz.ts';
import { recordingsContract } from './recordings.ts';
import { removedContract } from './removed.ts';
import type { RequestTable } from './request.ts';
import { savedContract } from './saved.ts';
import { sequenceContract } from './sequences.ts';
import { siteContract } from './sites.ts';
import { targetsContract } from './targets.ts';
import { wallContract } from './walls.ts';
import { windowContract } from './windows.ts';

const AREAS = [
  appContract,
  accountContract,
  cloudFactsContract,
  directoryContract,
  devicesContract,
  cameraSettingsContract,
  cameraAccessContract,
  cloudGroupsContract,
  deviceChangesContract,
  numberContract,
  liveContract,
  lookContract,
  ptzContract,
  clipContract,
  sequenceContract,
  siteContract,
  wallContract,
  removedContract,
  windowContract,
  consoleContract,
  incidentContract,
  savedContract,
  recordingsContract,
  playbackContract,
  retrievalsContract,
  picturesContract,
  onboardingContract,
  presetsContract,
  cruisesContract,
  targetsContract,
  bookmarksContract,
  exportsContract,
  jobsContract,
  networkContract,
] as const;

/** The contract of one area. */
export interface AreaContract {
  readonly requests: RequestTable;
  readonly events?: EventTable;
}

type Part<K extends keyof AreaContract> = Extract<(typeof AREAS)[number], Readonly<Record<K, object>>>[K];
/** One object type with the properties of all members of the union `U`. */
type All<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer A) => void ? A : never;

export type AllRequests = All<Part<'requests'>>;
export type AllEvents = All<Part<'events'>>;

/**
 * The requests or the events of all areas in one object.
 *
 * @throws {Error} for a name that two areas declare: one of the two would never be asked or heard.
 */
export function joined<K extends keyof AreaContract>(part: K, areas: readonly AreaContract[] = AREAS): All<Part<K>> {
  const all: Record<string, unknown> = {};
  for (const area of areas) {
    for (const [name, shape] of Object.entries(area[part] ?? {})) {
      if (Object.hasOwn(all, name)) throw new Error(`two areas declare ${name}`);
      all[name] = shape;
    }
  }
  return all as All<Part<K>>;
}
