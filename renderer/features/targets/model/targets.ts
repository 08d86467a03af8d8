/** Target libraries on the page. Values and pictures of persons are in memory only, and leave it with their account. */
import { create } from 'zustand';
import type { TargetDeviceList, TargetLibrary } from '../../../../preload/contract/targets.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type AccountId, type DeviceId } from '../../../../preload/domain/ids.ts';
import type { Job } from '../../../../preload/domain/jobs.ts';
import {
  TARGET_PAGE_ROWS,
  type Target,
  type TargetGroup,
  type TargetLimits,
} from '../../../../preload/domain/people/targets.ts';
import { on, request } from '../../../page/bridge.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import type { TableSort } from '../../../ui/table/column.ts';
import { useImport } from './import/people-import.ts';
import type { Place } from './place.ts';
import { forgetThumbs } from './thumbs.ts';

/** Null: asked, and not answered yet. */
export type Read<T> = { readonly value: T } | { readonly error: WireError } | null;

export interface People {
  readonly targets: readonly Target[];
  /** With which cursors the loaded pages were asked for, in their order. */
  readonly asked: readonly (string | null)[];
  /** Asks for the page behind the loaded part. */
  readonly next: string | null;
  readonly isAtEnd: boolean;
  readonly isCut: boolean;
  readonly isReading: boolean;
  /** An answer came, so that no target means an empty list. */
  readonly isRead: boolean;
  /** Rises when rows were taken out: a page that was asked for before is dropped. */
  readonly version: number;
  readonly error: WireError | null;
}

/** A target with its picture as a `data:` address, held only while the inspector shows it. */
export interface Person {
  readonly id: string;
  readonly read: Read<{ readonly target: Target; readonly picture: string | null }>;
}

export const PEOPLE_VIEWS = ['table', 'cards'] as const;
export type PeopleView = (typeof PEOPLE_VIEWS)[number];

interface Targets {
  readonly devices: Readonly<Record<AccountId, Read<TargetDeviceList>>>;
  readonly libraries: Readonly<Record<DeviceId, Read<TargetLibrary>>>;
  readonly place: Place | null;
  readonly people: People;
  /** Of every list, while the window is open. */
  readonly view: PeopleView;
  readonly query: string;
  /** Null: in the order of the list. */
  readonly sort: TableSort | null;
  readonly selected: ReadonlySet<string>;
  /** The row that keys act on. */
  readonly at: string | null;
  readonly person: Person | null;
}

const NOBODY: People = {
  targets: [],
  asked: [],
  next: null,
  isAtEnd: false,
  isCut: false,
  isReading: false,
  isRead: false,
  version: 0,
  error: null,
};
const NO_ONE: ReadonlySet<string> = new Set();
const OF_LIST = { people: NOBODY, query: '', sort: null, selected: NO_ONE, at: null, person: null } as const;
const NOTHING = { devices: {}, libraries: {}, place: null, ...OF_LIST };

export const useTargets = create<Targets>(() => ({ ...NOTHING, view: 'table' }));
const { getState, setState } = useTargets;

export const readOf = <T>(answer: { ok: true; value: T } | { ok: false; error: WireError }): Read<T> =>
  answer.ok ? { value: answer.value } : { error: answer.error };

const isKnown = (id: AccountId): boolean =>
  useAccounts.getState().accounts.some((one) => one.id === id && one.isEnabled);

export async function readDevices(accountId: AccountId): Promise<void> {
  setState(({ devices }) => ({ devices: { ...devices, [accountId]: null } }));
  const answer = readOf(await request['targets.devices']({ accountId }));
  if (isKnown(accountId)) setState(({ devices }) => ({ devices: { ...devices, [accountId]: answer } }));
}

/** @param isQuiet until the answer comes, and if it fails, the screen shows the last lists with their age. */
export async function readLibrary(deviceId: DeviceId, isQuiet = false): Promise<void> {
  if (isQuiet) return await refreshLibrary(deviceId);
  setState(({ libraries }) => ({ libraries: { ...libraries, [deviceId]: null } }));
  const answer = readOf(await request['targets.groups']({ deviceId }));
  if (isKnown(accountOf(deviceId))) setState(({ libraries }) => ({ libraries: { ...libraries, [deviceId]: answer } }));
}

/** Folds a device: its lists are read anew when it is opened. */
export const closeLibrary = (deviceId: DeviceId): void =>
  setState(({ libraries: { [deviceId]: _closed, ...libraries } }) => ({ libraries }));

async function refreshLibrary(deviceId: DeviceId): Promise<void> {
  const answer = await request['targets.groups']({ deviceId });
  if (!answer.ok || !isKnown(accountOf(deviceId))) return;
  setState(({ libraries }) => ({ libraries: { ...libraries, [deviceId]: { value: answer.value } } }));
}

/** Several changes can come within a second, and each reading of a device is several calls of its cloud. */
const LEAST_BETWEEN_MS = 1_000;
/** The devices that were read less than this time ago, with whether a list of theirs changed since. */
const changedSince = new Map<DeviceId, boolean>();

/** Reads the lists of an open device at once, and once more after a time for all changes that came meanwhile. */
async function refreshOpen(deviceId: DeviceId): Promise<void> {
  if (changedSince.has(deviceId)) changedSince.set(deviceId, true);
  if (changedSince.has(deviceId) || !getState().libraries[deviceId]) return;
  changedSince.set(deviceId, false);
  const rest = new Promise((resolve) => setTimeout(resolve, LEAST_BETWEEN_MS));
  await Promise.all([refreshLibrary(deviceId), rest]);
  const hasChanged = changedSince.get(deviceId) === true;
  changedSince.delete(deviceId);
  if (hasChanged) await refreshOpen(deviceId);
}

/** A job changes its list several times a second, and shows its own counts meanwhile: those of the lists can wait. */
const LEAST_BETWEEN_OF_JOB_MS = 30_000;

interface JobRest {
  readonly timer: ReturnType<typeof setTimeout>;
  hasChanged: boolean;
}

/** The devices that were read for a job less than this time ago. */
const jobRests = new Map<DeviceId, JobRest>();

/** Reads the lists of an open device at once; after changes that come later, at the end of the rest. */
function refreshOfJob(deviceId: DeviceId): void {
  const rest = jobRests.get(deviceId);
  if (rest !== undefined) {
    rest.hasChanged = true;
    return;
  }
  if (!getState().libraries[deviceId]) return;
  const timer = setTimeout(() => endJobRest(deviceId), LEAST_BETWEEN_OF_JOB_MS);
  jobRests.set(deviceId, { timer, hasChanged: false });
  void refreshOpen(deviceId);
}

function endJobRest(deviceId: DeviceId): void {
  const rest = jobRests.get(deviceId);
  if (rest === undefined) return;
  clearTimeout(rest.timer);
  jobRests.delete(deviceId);
  if (rest.hasChanged) refreshOfJob(deviceId);
}

/** A device on which no job runs any longer is read at once where a list of it changed since. */
function endRestsWithoutJob(jobs: readonly Job[]): void {
  const running = new Set(jobs.filter(({ state }) => state === 'running').map(({ place }) => place.deviceId));
  for (const deviceId of [...jobRests.keys()]) if (!running.has(deviceId)) endJobRest(deviceId);
}

function forgetRests(): void {
  for (const { timer } of jobRests.values()) clearTimeout(timer);
  jobRests.clear();
}

/** The library of the device whose list is open; null while it is read. */
export const selectOpenLibrary = (state: Targets): TargetLibrary | null => openLibrary(state);

function openLibrary({ place, libraries }: Targets): TargetLibrary | null {
  const read = place === null ? undefined : libraries[place.deviceId];
  return read === undefined || read === null || 'error' in read ? null : read.value;
}

/** The list that is open; null while none is, or while it is read. */
export const selectGroup = (state: Targets): TargetGroup | null =>
  openLibrary(state)?.groups.find(({ id }) => id === state.place?.groupId) ?? null;

/** Of the device whose list is open. */
export const selectLimits = (state: Targets): TargetLimits | null => openLibrary(state)?.limits ?? null;

/** Shows a list from its start. */
export function openList(place: Place): void {
  forgetThumbs();
  setState({ place, ...OF_LIST });
  void readMore();
}

export function closeList(): void {
  forgetThumbs();
  setState({ place: null, ...OF_LIST });
}

/** Reads the open list from its start, and its count. */
export function readAgain(): void {
  const { place } = getState();
  if (place === null) return;
  openList({ ...place });
  void refreshLibrary(place.deviceId);
}

/** Reads the next page, at most one at a time. An answer for a list that was left is dropped. */
export async function readMore(): Promise<void> {
  const { place, people } = getState();
  if (place === null || people.isReading || people.isAtEnd) return;
  setState({ people: { ...people, isReading: true, error: null } });
  const answer = await request['targets.page']({ ...place, cursor: people.next });
  const now = getState().people;
  if (getState().place !== place) return;
  if (now.version !== people.version) return setState({ people: { ...now, isReading: false } });
  if (!answer.ok) return setState({ people: { ...now, isReading: false, error: answer.error } });
  const { next, isCut } = answer.value;
  const known = new Set(now.targets.map(({ id }) => id));
  const targets = [...now.targets, ...answer.value.targets.filter(({ id }) => !known.has(id))];
  const asked = [...now.asked, people.next];
  const read = { targets, asked, next, isCut, isAtEnd: next === null, isReading: false, isRead: true, error: null };
  setState({ people: { ...now, ...read } });
}

/** The page that now holds the row behind the loaded part is read again: rows have moved up, or a row was added. */
function stepBack(people: People, targets: readonly Target[]): People {
  const page = Math.floor(targets.length / TARGET_PAGE_ROWS);
  const next = people.asked[page];
  const common = { ...people, targets, version: people.version + 1 };
  return next === undefined ? common : { ...common, next, asked: people.asked.slice(0, page), isAtEnd: false };
}

/** Takes deleted targets out of the loaded part. */
export function dropRows(place: Place, ids: ReadonlySet<string>): void {
  const { people, selected, person } = getState();
  if (getState().place !== place || ids.size === 0) return;
  const targets = people.targets.filter(({ id }) => !ids.has(id));
  setState({
    people: people.isAtEnd ? { ...people, targets } : stepBack(people, targets),
    selected: new Set([...selected].filter((id) => !ids.has(id))),
    person: person !== null && ids.has(person.id) ? null : person,
  });
}

/** A target was added at the end of the list. */
export function expectRow(place: Place): void {
  const { people } = getState();
  if (getState().place !== place || !people.isAtEnd) return;
  setState({ people: stepBack(people, people.targets) });
  void readMore();
}

/** Shows a target of the open list in the inspector. An answer for a target that was left is dropped. */
export async function openPerson(targetId: string): Promise<void> {
  const { place } = getState();
  if (place === null) return;
  const person: Person = { id: targetId, read: null };
  setState({ person });
  const read = readOf(await request['targets.get']({ ...place, targetId }));
  if (getState().person !== person) return;
  setState({ person: { id: targetId, read } });
  if (read === null || 'error' in read) return;
  const { target } = read.value;
  const swap = (one: Target): Target => (one.id === targetId ? target : one);
  setState(({ people }) => ({ people: { ...people, targets: people.targets.map(swap) } }));
}

export const closePerson = (): void => setState({ person: null });

/** When an account is deleted or turned off, everything that was read leaves the page. @returns ends it. */
export function followTargets(): () => void {
  const ends = [
    useAccounts.subscribe(({ accounts }, before) => {
      if (accounts === before.accounts) return;
      const ids = new Set(accounts.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
      if (!before.accounts.some(({ id, isEnabled }) => isEnabled && !ids.has(id))) return;
      forgetThumbs();
      setState(NOTHING);
    }),
    on('targets.changed', ({ deviceId, by }) => {
      if (by === 'job') refreshOfJob(deviceId);
      else void refreshOpen(deviceId);
    }),
    on('targets.signed', ({ deviceId }) => void refreshOpen(deviceId)),
    useImport.subscribe(({ jobs }, before) => {
      if (jobs !== before.jobs) endRestsWithoutJob(jobs);
    }),
    forgetRests,
  ];
  return () => {
    for (const end of ends) end();
  };
}

let search: HTMLInputElement | null = null;

/** The field of the search, while it is on the page. */
export const setTargetSearch = (field: HTMLInputElement | null): void => {
  search = field;
};

export const focusTargetSearch = (): void => search?.focus();
