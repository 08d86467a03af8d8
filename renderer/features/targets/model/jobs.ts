/** The page of all jobs: what their places are called, and the way from a job to its list. The jobs themselves: import-jobs.ts. */
import { create } from 'zustand';
import type { TargetLibrary } from '../../../../preload/contract/targets.ts';
import { accountOf, type DeviceId } from '../../../../preload/domain/ids.ts';
import type { Job } from '../../../../preload/domain/jobs.ts';
import { request } from '../../../page/bridge.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { openImport, readJobs, showJob } from './import/import-jobs.ts';
import { useImport } from './import/people-import.ts';
import { leaveForms } from './sheet.ts';
import { openList, readDevices, readLibrary, useTargets } from './targets.ts';

/** The names of lists, by device and list. A list whose device cannot be read has none. */
export const useListNames = create<{ readonly names: ReadonlyMap<string, string> }>(() => ({ names: new Map() }));

const keyOf = (deviceId: DeviceId, groupId: string): string => `${deviceId} ${groupId}`;

export const nameOfList = (names: ReadonlyMap<string, string>, { place }: Job): string | null =>
  names.get(keyOf(place.deviceId, place.groupId)) ?? null;

const isOn = (deviceId: DeviceId): boolean =>
  useAccounts.getState().accounts.some(({ id, isEnabled }) => isEnabled && id === accountOf(deviceId));

/** One reading at a time. */
let isReading = false;
/** Devices whose lists were asked for since the page was opened. */
let asked = new Set<DeviceId>();

/** The page is opened: the jobs are read, and the names of all places again. */
export function openJobsPage(): void {
  asked = new Set();
  void readJobs();
}

/** Reads what the places of the jobs are called: one device after the other, while the page can be used already. */
export async function readNames(): Promise<void> {
  if (isReading) return;
  isReading = true;
  for (let id = nextDevice(); id !== undefined; id = nextDevice()) {
    asked.add(id);
    if (!useTargets.getState().devices[accountOf(id)]) await readDevices(accountOf(id));
    const answer = await request['targets.groups']({ deviceId: id });
    if (answer.ok) keepNames(id, answer.value);
  }
  isReading = false;
}

const nextDevice = (): DeviceId | undefined =>
  useImport
    .getState()
    .jobs.map(({ place }) => place.deviceId)
    .find((id) => isOn(id) && !asked.has(id));

function keepNames(deviceId: DeviceId, { groups }: TargetLibrary): void {
  useListNames.setState(({ names }) => ({
    names: new Map([...names, ...groups.map(({ id, name }) => [keyOf(deviceId, id), name] as const)]),
  }));
}

/** Why a job cannot be opened; null: it can. */
export const barOfOpening = (
  { place }: Job,
  accounts: readonly { readonly id: string; readonly isEnabled: boolean }[],
) => {
  const account = accounts.find(({ id }) => id === accountOf(place.deviceId));
  return account === undefined ? 'gone' : account.isEnabled ? null : 'off';
};

/** Shows the list of a job, and the job beside it. Where the lists cannot be read, the screen of the lists says why. */
export function openJob({ id, place }: Job): void {
  // A question about unsaved changes shows there.
  goTo('targets');
  leaveForms(() => void showAt(id, place));
}

async function showAt(id: Job['id'], place: Job['place']): Promise<void> {
  const { devices, libraries } = useTargets.getState();
  if (!devices[accountOf(place.deviceId)]) await readDevices(accountOf(place.deviceId));
  const known = libraries[place.deviceId];
  if (known === undefined || known === null || 'error' in known) await readLibrary(place.deviceId);
  const read = useTargets.getState().libraries[place.deviceId];
  if (read === undefined || read === null || 'error' in read) return;
  openList({ ...place });
  openImport({ ...place }, read.value.limits);
  showJob(id);
}

let table: HTMLElement | null = null;

/** The list of jobs, while it is on the page. */
export const setJobsTable = (element: HTMLElement | null): void => {
  table = element;
};

export const focusJobs = (): void => table?.querySelector<HTMLElement>('button')?.focus();
