/** Target libraries on the page. Values and pictures of persons are in memory only, and leave it with their account. */
import { create } from 'zustand';
import type { TargetDeviceList, TargetLibrary } from '../../../../preload/contract/targets.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type AccountId, type DeviceId } from '../../../../preload/domain/ids.ts';
import type { Target } from '../../../../preload/domain/targets.ts';
import { request } from '../../../page/bridge.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';

/** Null: asked, and not answered yet. */
export type Read<T> = { readonly value: T } | { readonly error: WireError } | null;

export interface Place {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}

export interface People {
  readonly targets: readonly Target[];
  /** Asks for the page behind the loaded part; null at the end. */
  readonly next: string | null;
  readonly isCut: boolean;
  readonly isReading: boolean;
  /** An answer came, so that no target means an empty list. */
  readonly isRead: boolean;
  readonly error: WireError | null;
}

/** A target with its picture as a `data:` address, held only while the inspector shows it. */
export interface Person {
  readonly id: string;
  readonly read: Read<{ readonly target: Target; readonly picture: string | null }>;
}

interface Targets {
  readonly devices: Readonly<Record<AccountId, Read<TargetDeviceList>>>;
  readonly libraries: Readonly<Record<DeviceId, Read<TargetLibrary>>>;
  readonly place: Place | null;
  readonly people: People;
  readonly query: string;
  readonly person: Person | null;
}

const NOBODY: People = { targets: [], next: null, isCut: false, isReading: false, isRead: false, error: null };
const NOTHING = { devices: {}, libraries: {}, place: null, people: NOBODY, query: '', person: null };

export const useTargets = create<Targets>(() => NOTHING);
const { getState, setState } = useTargets;

const readOf = <T>(answer: { ok: true; value: T } | { ok: false; error: WireError }): Read<T> =>
  answer.ok ? { value: answer.value } : { error: answer.error };

const isKnown = (id: AccountId): boolean =>
  useAccounts.getState().accounts.some((one) => one.id === id && one.isEnabled);

export async function readDevices(accountId: AccountId): Promise<void> {
  setState(({ devices }) => ({ devices: { ...devices, [accountId]: null } }));
  const answer = readOf(await request['targets.devices']({ accountId }));
  if (isKnown(accountId)) setState(({ devices }) => ({ devices: { ...devices, [accountId]: answer } }));
}

export async function readLibrary(deviceId: DeviceId): Promise<void> {
  setState(({ libraries }) => ({ libraries: { ...libraries, [deviceId]: null } }));
  const answer = readOf(await request['targets.groups']({ deviceId }));
  if (isKnown(accountOf(deviceId))) setState(({ libraries }) => ({ libraries: { ...libraries, [deviceId]: answer } }));
}

/** Shows a list from its start. */
export function openList(place: Place): void {
  setState({ place, people: NOBODY, query: '', person: null });
  void readMore();
}

/** Reads the next page, at most one at a time. An answer for a list that was left is dropped. */
export async function readMore(): Promise<void> {
  const { place, people } = getState();
  if (place === null || people.isReading || (people.isRead && people.next === null)) return;
  setState({ people: { ...people, isReading: true, error: null } });
  const answer = await request['targets.page']({ ...place, cursor: people.next });
  if (getState().place !== place) return;
  if (!answer.ok) return setState({ people: { ...people, isReading: false, error: answer.error } });
  const { targets, next, isCut } = answer.value;
  const error = null;
  setState({
    people: { targets: [...people.targets, ...targets], next, isCut, isReading: false, isRead: true, error },
  });
}

/** Shows a target of the open list in the inspector. An answer for a target that was left is dropped. */
export async function openPerson(targetId: string): Promise<void> {
  const { place } = getState();
  if (place === null) return;
  const person: Person = { id: targetId, read: null };
  setState({ person });
  const read = readOf(await request['targets.get']({ ...place, targetId }));
  if (getState().person === person) setState({ person: { id: targetId, read } });
}

export const closePerson = (): void => setState({ person: null });

/** The loaded targets that have the words in their name, work number or external id. */
export function found(targets: readonly Target[], query: string): readonly Target[] {
  const words = query.trim().toLocaleLowerCase();
  if (words === '') return targets;
  return targets.filter(({ values: { name, workNumber, externalId } }) =>
    [name, workNumber, externalId].some((value) => value?.toLocaleLowerCase().includes(words)),
  );
}

/** When an account is deleted or turned off, everything that was read leaves the page. @returns ends it. */
export function followTargets(): () => void {
  return useAccounts.subscribe(({ accounts }, before) => {
    if (accounts === before.accounts) return;
    const ids = new Set(accounts.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
    if (before.accounts.some(({ id, isEnabled }) => isEnabled && !ids.has(id))) setState(NOTHING);
  });
}

let search: HTMLInputElement | null = null;

/** The field of the search, while it is on the page. */
export const setTargetSearch = (field: HTMLInputElement | null): void => {
  search = field;
};

export const focusTargetSearch = (): void => search?.focus();
