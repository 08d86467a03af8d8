/** The presets of cameras as their clouds listed them, and what the operator does with them. */
import { create } from 'zustand';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import { on, request } from '../../page/bridge.ts';
import { postFailure } from '../page/failure-notices.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { noteHand, releaseAll } from '../players/ptz.ts';
import { keepDeskPicturesOf, keepDeskPicturesWhere, takeDeskPicture } from './desk-pictures.ts';
import {
  compareDeletions,
  dropDeletions,
  forgetFailedDeletion,
  sendDeletions,
  useDeletions,
} from './preset-deletions.ts';

/** A list stays with its age while it is read anew, and after a reading that failed. */
export interface Loaded {
  readonly isLoading: boolean;
  readonly list: PresetList | null;
  readonly error: WireError | null;
}

export type Doing = 'goTo' | 'add' | 'rename' | 'update' | 'delete';

/** The open question to the operator over the grid. */
export type Asked =
  /** @param index null where the cloud gives the number. */
  | { readonly kind: 'add'; readonly index: number | null }
  | { readonly kind: 'rename'; readonly preset: Preset }
  | { readonly kind: 'update'; readonly preset: Preset }
  /** @param usedBy names of what uses the preset; null where that could not be read. */
  | { readonly kind: 'delete'; readonly preset: Preset; readonly usedBy: readonly string[] | null };

interface Presets {
  readonly byCamera: Readonly<Record<ChannelId, Loaded>>;
  /** `data:` addresses by the name of the picture. */
  readonly pictures: Readonly<Record<string, string>>;
  /** The running request to the cloud of a camera. */
  readonly busy: { readonly channelId: ChannelId; readonly doing: Doing; readonly index: number | null } | null;
  readonly failure: { readonly channelId: ChannelId; readonly doing: Doing; readonly error: WireError } | null;
  /** The preset that keys act on. */
  readonly selected: number | null;
  /** Where the camera was sent last. */
  readonly sentTo: number | null;
  readonly filter: string;
  readonly asked: Asked | null;
}

const OF_CAMERA = { failure: null, selected: null, sentTo: null, filter: '', asked: null } as const;

export const usePresets = create<Presets>(() => ({ byCamera: {}, pictures: {}, busy: null, ...OF_CAMERA }));

const NOT_READ: Loaded = { isLoading: false, list: null, error: null };

export const selectLoaded =
  (channelId: ChannelId) =>
  ({ byCamera }: Presets): Loaded =>
    byCamera[channelId] ?? NOT_READ;

/** Another camera is on the stage. */
export function beginCamera(channelId: ChannelId): void {
  usePresets.setState({ ...OF_CAMERA, pictures: {} });
  void loadPresets(channelId);
}

const setLoaded = (channelId: ChannelId, loaded: Partial<Loaded>): void =>
  usePresets.setState(({ byCamera }) => ({
    byCamera: { ...byCamera, [channelId]: { ...(byCamera[channelId] ?? NOT_READ), ...loaded } },
  }));

let readings = 0;

export async function loadPresets(channelId: ChannelId): Promise<void> {
  readings += 1;
  const reading = readings;
  setLoaded(channelId, { isLoading: true });
  const answer = await request['presets.list']({ channelId });
  const isLatest = reading === readings;
  if (answer.ok) {
    compareDeletions(channelId, answer.value);
    keepDeskPicturesOf(channelId, new Set(answer.value.presets.map(({ index }) => index)));
    setLoaded(channelId, { list: answer.value, error: null });
  } else setLoaded(channelId, { error: answer.error });
  if (isLatest) setLoaded(channelId, { isLoading: false });
}

/** Fetches the picture of a preset in sight, once. */
export async function loadPicture(channelId: ChannelId, picture: string): Promise<void> {
  if (usePresets.getState().pictures[picture] !== undefined) return;
  const answer = await request['presets.picture']({ channelId, picture });
  const data = answer.ok ? answer.value.data : null;
  if (data !== null) usePresets.setState(({ pictures }) => ({ pictures: { ...pictures, [picture]: data } }));
}

export const select = (selected: number | null): void => usePresets.setState({ selected });
export const setFilter = (filter: string): void => usePresets.setState({ filter });
export const ask = (asked: Asked | null): void => usePresets.setState({ asked, failure: null });

/** The presets that the filter leaves. */
export function filtered(presets: readonly Preset[], filter: string): readonly Preset[] {
  const words = filter.trim().toLowerCase();
  if (words === '') return presets;
  return presets.filter(({ index, name }) => String(index) === words || (name ?? '').toLowerCase().includes(words));
}

/** One question at a time. @returns why it was refused; null when it is done, or when a newer command took its place. */
async function run(
  channelId: ChannelId,
  doing: Doing,
  index: number | null,
  asking: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: WireError }>,
): Promise<WireError | null> {
  releaseAll();
  noteHand(channelId);
  const busy = { channelId, doing, index };
  usePresets.setState({ busy, failure: null });
  forgetFailedDeletion();
  // Going to a preset changes none: a deletion can still be undone then.
  if (doing !== 'goTo') await sendDeletions(channelId);
  const answer = await asking();
  if (usePresets.getState().busy === busy) usePresets.setState({ busy: null });
  if (answer.ok || answer.error.code === 'cancelled') return null;
  usePresets.setState({ failure: { channelId, doing, error: answer.error } });
  return answer.error;
}

export async function goToPreset(channelId: ChannelId, index: number): Promise<void> {
  usePresets.setState({ selected: index });
  const error = await run(channelId, 'goTo', index, () => request['presets.goTo']({ channelId, index }));
  if (error === null) usePresets.setState({ sentTo: index });
}

/** Away from the stage: a refusal is said in the status bar. */
export async function callPreset(channelId: ChannelId, index: number): Promise<void> {
  const error = await run(channelId, 'goTo', index, () => request['presets.goTo']({ channelId, index }));
  if (error !== null) postFailure(error);
}

/** Reads the list of a camera that was not read yet. */
export function readPresetsOnce(channelId: ChannelId): void {
  const { isLoading, list } = selectLoaded(channelId)(usePresets.getState());
  if (!isLoading && list === null) void loadPresets(channelId);
}

export async function addPreset(channelId: ChannelId, name: string, index: number | null): Promise<WireError | null> {
  let added = index;
  const error = await run(channelId, 'add', index, async () => {
    const answer = await request['presets.add']({ channelId, name, index });
    if (answer.ok) added = answer.value.index;
    return answer;
  });
  if (error === null) usePresets.setState({ selected: added, sentTo: added });
  if (error === null && added !== null) takeDeskPicture(channelId, added);
  return error;
}

export const renamePreset = (channelId: ChannelId, index: number, name: string): Promise<WireError | null> =>
  run(channelId, 'rename', index, () => request['presets.rename']({ channelId, index, name }));

export async function updatePreset(channelId: ChannelId, index: number): Promise<WireError | null> {
  const error = await run(channelId, 'update', index, () => request['presets.update']({ channelId, index }));
  if (error === null) takeDeskPicture(channelId, index);
  return error;
}

export const deletePreset = (channelId: ChannelId, index: number): Promise<WireError | null> =>
  run(channelId, 'delete', index, () => request['presets.delete']({ channelId, index }));

/** Lists that were read are read again when they change, also by another window. @returns ends it. */
export function followPresets(): () => void {
  const ends = [
    on('presets.changed', ({ channelId }) => {
      if (usePresets.getState().byCamera[channelId] !== undefined) void loadPresets(channelId);
    }),
    // The list shows whether a deletion without an answer was carried out.
    useDeletions.subscribe(({ failed }, before) => {
      if (failed !== null && failed !== before.failed) void loadPresets(failed.channelId);
    }),
    useAccounts.subscribe(({ accounts }) => {
      const known = new Set(accounts.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
      keepDeskPicturesWhere((channelId) => known.has(channelRefOf(channelId).accountId));
    }),
    dropDeletions,
  ];
  return () => ends.forEach((end) => end());
}
