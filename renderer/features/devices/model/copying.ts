/**
 * The settings of one camera copied to others. Each camera is asked for what it allows before anything is sent; cameras that do
 * not allow all of it are named, and get nothing.
 */
import { create } from 'zustand';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import {
  changedSettings,
  copiedSettings,
  copyOnto,
  type CameraSettings,
  type Setting,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { orderFate, type OrderFate } from '../../../../preload/domain/lost-answer.ts';
import { request } from '../../../page/bridge.ts';

/** More cameras are not asked in one go: each is a conversation with a camera. */
export const MAX_COPIES = 100;

export type CopyRow = { readonly camera: NumberedChannel } & (
  | {
      readonly state: 'ready';
      readonly now: CameraSettings;
      readonly after: readonly Setting[];
      readonly count: number;
    }
  | { readonly state: 'same' | 'done' }
  | { readonly state: 'differs'; readonly barred: readonly Pick<Setting, 'place' | 'field'>[] }
  /** The camera took the change, and answers other values than were sent. */
  | { readonly state: 'kept' }
  | { readonly state: 'unread' | OrderFate; readonly error: WireError }
  | { readonly state: 'notAsked' }
);

interface Copying {
  readonly chosen: readonly ChannelId[];
  /** Null until the cameras are asked. */
  readonly rows: readonly CopyRow[] | null;
  readonly progress: { readonly step: 'asking' | 'sending'; readonly done: number; readonly total: number } | null;
  readonly isStopping: boolean;
}

const NOTHING: Copying = { chosen: [], rows: null, progress: null, isStopping: false };

export const useCopying = create<Copying>(() => NOTHING);
const { getState, setState } = useCopying;

/** Counts the runs: a run whose dialog is gone writes nothing any more. */
let run = 0;

export function forgetCopying(): void {
  run += 1;
  setState(NOTHING, true);
}

export const chooseCopies = (chosen: readonly ChannelId[]): void =>
  setState({ chosen: chosen.slice(0, MAX_COPIES), rows: null });

/** The camera that is asked now is waited for; those behind it are not asked. */
export const stopCopying = (): void => setState({ isStopping: true });

async function eachOf(
  step: 'asking' | 'sending',
  rows: readonly CopyRow[],
  work: (row: CopyRow) => Promise<CopyRow>,
): Promise<void> {
  run += 1;
  const own = run;
  const done: CopyRow[] = [];
  setState({ progress: { step, done: 0, total: rows.length }, isStopping: false });
  for (const row of rows) {
    const isOver = getState().isStopping;
    done.push(isOver ? stoppedRow(step, row) : await work(row));
    if (own !== run) return;
    setState({ progress: { step, done: done.length, total: rows.length } });
  }
  setState({ rows: done, progress: null, isStopping: false });
}

/** A camera behind the stop is as before; the settings that it was to get were not sent. */
const stoppedRow = (step: 'asking' | 'sending', row: CopyRow): CopyRow =>
  step === 'sending' && row.state === 'ready' ? { camera: row.camera, state: 'notAsked' } : row;

/** Asks the cameras what they allow. */
export async function askCopies(from: readonly Setting[], cameras: readonly NumberedChannel[]): Promise<void> {
  if (getState().progress !== null) return;
  const copied = copiedSettings(from);
  await eachOf(
    'asking',
    cameras.map((camera) => ({ camera, state: 'notAsked' as const })),
    ({ camera }) => askOne(camera, copied),
  );
}

async function askOne(camera: NumberedChannel, copied: readonly Setting[]): Promise<CopyRow> {
  const answer = await request['devices.settings']({ channelId: camera.id });
  if (!answer.ok) return { camera, state: 'unread', error: answer.error };
  const now = answer.value.settings;
  const { values: after, barred } = copyOnto(now, copied);
  if (barred.length > 0) return { camera, state: 'differs', barred };
  const count = changedSettings(now.values, after).length;
  return count === 0 ? { camera, state: 'same' } : { camera, state: 'ready', now, after, count };
}

/** Sends to the cameras that allow everything. */
export async function sendCopies(): Promise<void> {
  const { rows, progress } = getState();
  if (rows === null || progress !== null) return;
  await eachOf('sending', rows, async (row) => (row.state === 'ready' ? await sendOne(row) : row));
}

async function sendOne({ camera, now, after }: CopyRow & { readonly state: 'ready' }): Promise<CopyRow> {
  const answer = await request['devices.save-settings']({ channelId: camera.id, before: now.values, after });
  if (!answer.ok) return { camera, state: orderFate(answer.error.code), error: answer.error };
  const { settings, error } = answer.value;
  if (settings === null) return error === null ? { camera, state: 'done' } : { camera, state: 'unknown', error };
  return { camera, state: changedSettings(settings.values, after).length === 0 ? 'done' : 'kept' };
}

/**
 * Asks cameras again that did not get the settings for a reason that may pass. A camera that may have them, since the answer of its
 * change was lost, stays unknown where it cannot be read.
 *
 * @param ids of cameras.
 */
export async function retryCopies(from: readonly Setting[], ids: ReadonlySet<string>): Promise<void> {
  const { rows, progress } = getState();
  if (rows === null || progress !== null) return;
  const copied = copiedSettings(from);
  const isAsked = (row: CopyRow): boolean => ids.has(row.camera.id) && canRetry(row);
  await eachOf('asking', rows, async (row) => {
    if (!isAsked(row)) return row;
    const asked = await askOne(row.camera, copied);
    return row.state === 'unknown' && asked.state === 'unread' ? row : asked;
  });
}

export const canRetry = ({ state }: CopyRow): boolean =>
  ['unread', 'refused', 'notSent', 'unknown', 'notAsked'].includes(state);
