/** Target lists are made, changed, turned on and off, and deleted. */
import { create } from 'zustand';
import {
  targetListBars,
  type TargetDevice,
  type TargetGroup,
  type TargetListBars,
  type TargetListRules,
  type TargetListType,
} from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import { postIfFailed } from '../../../state/page/failure-notices.ts';
import type { Place } from './place.ts';
import { changeSheet, closeSheet, freshSheet, showSheet, type ListSheet } from './sheet.ts';
import { closeList, openList, readLibrary, useTargets } from './targets.ts';

interface Lists {
  /** The operator is asked whether this list is to be deleted. */
  readonly asked: { readonly place: Place; readonly group: TargetGroup } | null;
  readonly isDeleting: boolean;
  /** A list is turned on or off. */
  readonly isToggling: boolean;
}

export const useLists = create<Lists>(() => ({ asked: null, isDeleting: false, isToggling: false }));
const { getState, setState } = useLists;

export function openNewList({ id, name }: Pick<TargetDevice, 'id' | 'name'>, rules: TargetListRules): void {
  const type = rules.types[0] ?? null;
  const form = { deviceId: id, deviceName: name, rules, group: null, name: '', type, isEnabled: null };
  showSheet({ kind: 'list', ...freshSheet(), ...form });
}

/** @param isEnabled what the list is to be; null: as it is. */
export function openListForm(
  place: Place,
  group: TargetGroup,
  rules: TargetListRules,
  isEnabled: boolean | null = null,
): void {
  const { name, type } = group;
  const state = rules.canSwitch ? (isEnabled ?? group.isEnabled ?? false) : null;
  const form = { deviceId: place.deviceId, deviceName: '', rules, group, name, type, isEnabled: state };
  showSheet({ kind: 'list', ...freshSheet(), ...form });
}

export type ListFault = 'missing' | 'too-long' | null;

export interface ListFaults {
  readonly name: ListFault;
  readonly type: 'missing' | null;
}

export function faultsOfList({ name, type, rules }: ListSheet): ListFaults {
  const typed = name.trim();
  const isLong = [...typed].length > rules.maxNameChars;
  return { name: typed === '' ? 'missing' : isLong ? 'too-long' : null, type: type === null ? 'missing' : null };
}

export const barsOf = ({ group, rules }: ListSheet): TargetListBars | null =>
  group === null ? null : targetListBars(group, rules);

/** Stores the list once. A refusal or a lost answer leaves what was typed. */
export async function saveList(form: ListSheet): Promise<void> {
  if (form.isBusy) return;
  const { id, deviceId, group, name, type, isEnabled } = form;
  const faults = faultsOfList(form);
  changeSheet('list', id, { isTried: true, error: null });
  if (type === null || faults.name !== null) return;
  changeSheet('list', id, { isBusy: true });
  const answer =
    group === null
      ? await request['targets.addList']({ deviceId, name, type })
      : await request['targets.changeList']({ deviceId, groupId: group.id, name, type, isEnabled });
  if (!answer.ok) return changeSheet('list', id, { isBusy: false, error: answer.error });
  closeSheet();
  await readLibrary(deviceId, true);
  if (group === null && answer.value !== null) openList({ deviceId, groupId: answer.value.groupId });
}

/** Turns a list on or off; one whose type nobody named is asked for it first. */
export async function toggleList(place: Place, group: TargetGroup, rules: TargetListRules): Promise<void> {
  const isEnabled = group.isEnabled !== true;
  const { name, type } = group;
  if (type === null) return openListForm(place, group, rules, isEnabled);
  if (getState().isToggling) return;
  setState({ isToggling: true });
  const answer = await request['targets.changeList']({ ...place, name, type, isEnabled });
  setState({ isToggling: false });
  postIfFailed(answer);
  await readLibrary(place.deviceId, true);
}

export const askDeleteList = (place: Place, group: TargetGroup): void => setState({ asked: { place, group } });
export const dismissListQuestion = (): void => setState({ asked: null });

export async function deleteAskedList(): Promise<void> {
  const { asked, isDeleting } = getState();
  if (asked === null || isDeleting) return;
  setState({ isDeleting: true });
  const { place } = asked;
  const answer = await request['targets.deleteList']({ deviceId: place.deviceId, groupId: place.groupId });
  setState({ asked: null, isDeleting: false });
  if (postIfFailed(answer)) {
    const open = useTargets.getState().place;
    if (open?.deviceId === place.deviceId && open.groupId === place.groupId) closeList();
  }
  await readLibrary(place.deviceId, true);
}

export const setListType = (id: number, type: TargetListType): void => changeSheet('list', id, { type, error: null });
