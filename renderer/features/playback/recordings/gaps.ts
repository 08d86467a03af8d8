/** Why nothing is recorded in the gaps of the cameras in playback, as far as anything says so. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { RecordingGap } from '../../../../preload/domain/recording/recording-gaps.ts';
import { request } from '../../../page/bridge.ts';
import { useRecordings, type CameraRecordings } from './recordings.ts';

interface CameraGaps {
  /** The list of recordings for which the gaps were asked. */
  readonly of: CameraRecordings['model'];
  /** In order, without overlap. */
  readonly gaps: readonly RecordingGap[];
}

/** Gaps without an entry have no known reason: a reading that failed changes nothing else on the screen. */
export const useGaps = create<Readonly<Record<ChannelId, CameraGaps>>>(() => ({}));

async function ask(channelId: ChannelId, { place, range, model }: CameraRecordings): Promise<void> {
  // Nobody knows why a file is not there.
  if (place === 'files') return;
  const isNewest = (): boolean => useRecordings.getState()[channelId]?.model === model;
  const answer = await request['recordings.gaps']({ channelId, place, range });
  if (answer.ok && isNewest()) useGaps.setState({ [channelId]: { of: model, gaps: answer.value.gaps } });
}

/** Asks when the recordings of a camera were read. @returns ends it. */
export function followGaps(): () => void {
  const asked = new Map<ChannelId, CameraRecordings['model']>();
  const look = (all: Readonly<Record<ChannelId, CameraRecordings>>): void => {
    for (const [id, known] of Object.entries(all) as [ChannelId, CameraRecordings][]) {
      if (known.isAsking || known.model === null || asked.get(id) === known.model) continue;
      asked.set(id, known.model);
      void ask(id, known);
    }
  };
  look(useRecordings.getState());
  return useRecordings.subscribe(look);
}

/** The gap with a moment; undefined where no gap is known. */
export const gapAt = (known: CameraGaps | undefined, atMs: number | null): RecordingGap | undefined =>
  atMs === null ? undefined : known?.gaps.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
