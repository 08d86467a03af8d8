/**
 * Presets that the operator deleted and that the cloud still has. A deleted view cannot be brought back: an operation stores
 * where the camera looks now, which may be elsewhere by then. So Undo is the time before the order is sent. The order goes out
 * when that time is over, or before the next change of presets of the same camera. A window that closes before sends nothing,
 * and the preset stays.
 */
import { create } from 'zustand';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import { textNow } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { isAnswerLost } from '../../page/lost-answer.ts';
import { postFailure } from '../page/failure-notices.ts';
import { postNotice } from '../page/notices.ts';
import { offerUndo, UNDO_MS, withdrawChange, type Change } from '../page/undo.ts';
import { presetWords } from './preset-words.ts';

export interface Deletion {
  readonly channelId: ChannelId;
  /** As it was listed when it was deleted. */
  readonly preset: Preset;
  /** `waiting`: nothing is sent. `sent`: the cloud has deleted it, and the list was not read since. */
  readonly phase: 'waiting' | 'sending' | 'sent';
  /** When the order goes out, epoch ms. */
  readonly untilMs: number;
}

interface Deletions {
  readonly deletions: readonly Deletion[];
  /** The deletion that the cloud refused last. */
  readonly failed: { readonly channelId: ChannelId; readonly preset: Preset; readonly error: WireError } | null;
}

export const useDeletions = create<Deletions>(() => ({ deletions: [], failed: null }));

interface Handle {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly change: Change;
}

const handles = new Map<string, Handle>();
const keyOf = (channelId: ChannelId, index: number): string => `${index} ${channelId}`;
const wordsOf = (preset: Preset) => ({ index: preset.index, name: presetWords(textNow(), preset) });

const isOf = (channelId: ChannelId, index: number) => (one: Deletion) =>
  one.channelId === channelId && one.preset.index === index;

export const selectDeletion =
  (channelId: ChannelId, index: number) =>
  ({ deletions }: Deletions): Deletion | undefined =>
    deletions.find(isOf(channelId, index));

/** The deletion of a preset that has begun and is not read back yet. */
export const deletionOf = (channelId: ChannelId, index: number): Deletion | undefined =>
  selectDeletion(channelId, index)(useDeletions.getState());

/** How many presets of the camera were deleted since its list was read. */
export const countSent =
  (channelId: ChannelId) =>
  ({ deletions }: Deletions): number =>
    deletions.filter((one) => one.channelId === channelId && one.phase === 'sent').length;

const leaveList = (channelId: ChannelId, index: number): void =>
  useDeletions.setState(({ deletions }) => ({ deletions: deletions.filter((one) => !isOf(channelId, index)(one)) }));

/** Begins the time for Undo; an earlier deletion of the same camera is sent now. */
export function deleteSoon(channelId: ChannelId, preset: Preset): void {
  const { index } = preset;
  if (deletionOf(channelId, index) !== undefined) return;
  void sendDeletions(channelId);
  const words = wordsOf(preset);
  const change: Change = {
    edit: 'presetDeletion',
    params: words,
    subject: `preset:${keyOf(channelId, index)}`,
    undo: () => (keepPreset(channelId, index), { status: 'done' }),
    // With an offer and a time of its own.
    redo: () => (deleteSoon(channelId, preset), { status: 'refused', error: null }),
  };
  const timer = setTimeout(() => void send(channelId, index), UNDO_MS);
  handles.set(keyOf(channelId, index), { timer, change });
  const deletion: Deletion = { channelId, preset, phase: 'waiting', untilMs: Date.now() + UNDO_MS };
  useDeletions.setState(({ deletions }) => ({ deletions: [...deletions, deletion], failed: null }));
  offerUndo(change, 'presetDeletion', { ...words, seconds: UNDO_MS / 1000 });
}

/** Nothing is sent: the preset stays. */
function keepPreset(channelId: ChannelId, index: number): void {
  const handle = takeHandle(channelId, index);
  if (handle !== null) leaveList(channelId, index);
}

/** @returns null where nothing waits any more. */
function takeHandle(channelId: ChannelId, index: number): Handle | null {
  const key = keyOf(channelId, index);
  const handle = handles.get(key);
  if (handle === undefined) return null;
  handles.delete(key);
  clearTimeout(handle.timer);
  return handle;
}

/** Keeps a preset by its card: Undo means an older change then. */
export function keepByHand(channelId: ChannelId, index: number): void {
  const change = handles.get(keyOf(channelId, index))?.change;
  const preset = deletionOf(channelId, index)?.preset;
  keepPreset(channelId, index);
  if (change === undefined || preset === undefined) return;
  withdrawChange(change);
  postNotice('undone', { edit: 'presetDeletion', ...wordsOf(preset) });
}

/**
 * Sends the waiting deletions of the camera before its presets change in another way. Failures are reported as always.
 */
export async function sendDeletions(channelId: ChannelId): Promise<void> {
  const waiting = useDeletions.getState().deletions.filter((one) => one.channelId === channelId);
  await Promise.all(waiting.map(({ preset }) => send(channelId, preset.index)));
}

async function send(channelId: ChannelId, index: number): Promise<void> {
  const handle = takeHandle(channelId, index);
  const preset = deletionOf(channelId, index)?.preset;
  if (handle === null || preset === undefined) return;
  withdrawChange(handle.change);
  setPhase(channelId, index, 'sending');
  const answer = await request['presets.delete']({ channelId, index });
  const isThere = answer.ok ? false : isAnswerLost(answer.error) ? await isListed(channelId, index) : true;
  if (answer.ok || isThere === false) {
    setPhase(channelId, index, 'sent');
    // An offer for another preset stays on screen.
    if (handles.size === 0) postNotice('presetDeleted', wordsOf(preset));
    return;
  }
  leaveList(channelId, index);
  useDeletions.setState({ failed: { channelId, preset, error: answer.error } });
  postFailure(answer.error, isThere === null ? 'presetInDoubt' : 'presetNotDeleted', wordsOf(preset));
}

/** @returns null where the list cannot be read either. */
async function isListed(channelId: ChannelId, index: number): Promise<boolean | null> {
  const answer = await request['presets.list']({ channelId });
  return answer.ok ? answer.value.presets.some((one) => one.index === index) : null;
}

const setPhase = (channelId: ChannelId, index: number, phase: Deletion['phase']): void =>
  useDeletions.setState(({ deletions }) => ({
    deletions: deletions.map((one) => (isOf(channelId, index)(one) ? { ...one, phase } : one)),
  }));

/**
 * Takes a new list of the camera: this window does not delete a preset that was changed or deleted elsewhere meanwhile.
 */
export function compareDeletions(channelId: ChannelId, { presets }: PresetList): void {
  for (const { preset, phase, ...one } of useDeletions.getState().deletions) {
    if (one.channelId !== channelId || phase === 'sending') continue;
    if (phase === 'sent') {
      leaveList(channelId, preset.index);
      continue;
    }
    const now = presets.find(({ index }) => index === preset.index);
    if (now?.name === preset.name && now.picture === preset.picture) continue;
    const change = handles.get(keyOf(channelId, preset.index))?.change;
    keepPreset(channelId, preset.index);
    if (change !== undefined) withdrawChange(change);
    postNotice(now === undefined ? 'presetGone' : 'presetKept', wordsOf(preset));
  }
}

export const forgetFailedDeletion = (): void => useDeletions.setState({ failed: null });

/** Forgets all deletions that wait: nothing is sent. */
export function dropDeletions(): void {
  for (const { timer } of handles.values()) clearTimeout(timer);
  handles.clear();
  useDeletions.setState({ deletions: [], failed: null });
}
