/**
 * By how much the clocks of cameras are ahead, set by eye. Main keeps the offsets: every window shows the same, and so does
 * the next run.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { ClockOffset } from '../../../../preload/domain/recording/playback.ts';
import { on, request } from '../../../page/bridge.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { withIdsOfToday } from '../../../state/cameras/ids-of-today.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { OwnChanges } from '../../../state/page/own-changes.ts';
import { recordChange, type StepOutcome } from '../../../state/page/undo.ts';
import { isRecorded, useSession } from '../session.ts';

/** In ms; a camera that is not named has none. */
type Offsets = Readonly<Record<ChannelId, number>>;

export const useOffsets = create<{ readonly offsets: Offsets }>(() => ({ offsets: {} }));

/** Null: not set. */
export const offsetOf = (id: ChannelId): number | null => useOffsets.getState().offsets[id] ?? null;

/** Main knows no files of a window: their offsets end with the window. */
const isOfFiles = (id: ChannelId): boolean =>
  useSession.getState().cameras.some((camera) => camera.channelId === id && !isRecorded(camera));

function take(all: readonly ClockOffset[]): void {
  useOffsets.setState(({ offsets }) => {
    const own = (Object.entries(offsets) as [ChannelId, number][]).filter(([id]) => isOfFiles(id));
    const kept = all.map(({ channelId, offsetMs }) => [channelId, offsetMs] as const);
    return { offsets: Object.fromEntries([...kept, ...own]) };
  });
}

const changes = new OwnChanges(take);

function put(id: ChannelId, offsetMs: number | null): void {
  useOffsets.setState(({ offsets }) => {
    const { [id]: _, ...others } = offsets;
    return { offsets: offsetMs === null ? others : { ...others, [id]: offsetMs } };
  });
}

/** @param offsetMs null takes the offset away. Acts at once, and is kept behind. */
export function setOffsetOf(id: ChannelId, offsetMs: number | null): void {
  const before = offsetOf(id);
  if (before === offsetMs) return;
  if (isOfFiles(id)) return put(id, offsetMs);
  void save(id, offsetMs);
  const channel = useDirectory.getState().view.byId.get(id);
  const name = channel === undefined ? '' : `${channel.number} ${channel.name}`;
  const back = (from: number | null, to: number | null) => () =>
    withIdsOfToday(id, (today): StepOutcome | Promise<StepOutcome> => {
      // Another window set another offset since: that one stays.
      if (offsetOf(today) !== from) return { status: 'overtaken', name };
      return save(today, to);
    });
  recordChange({
    edit: 'clockOffset',
    params: { name },
    subject: `offset:${id}`,
    undo: back(offsetMs, before),
    redo: back(before, offsetMs),
  });
}

async function save(id: ChannelId, offsetMs: number | null): Promise<StepOutcome> {
  put(id, offsetMs);
  const saved = await changes.store(request['playback.set-offset']({ channelId: id, offsetMs }));
  if (!saved.ok) postFailure(saved.error, 'preferencesFailed');
  return saved.ok ? { status: 'done' } : { status: 'refused', error: null };
}

/** Reads the offsets, and follows what other windows set. @returns ends it. */
export function followOffsets(): () => void {
  void request['playback.offsets']({}).then((answer) => {
    if (answer.ok && !changes.isUnanswered) take(answer.value.offsets);
  });
  return on('playback.offsets-changed', ({ offsets }) => changes.onEvent(offsets));
}
