/** Answers the clock's questions about footage from the lists of the clouds. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { FOOTAGE, UNKNOWN, type Footage } from '../../../media/playback/clock/clocked-player.ts';
import { playableBeforeMs, playableFromMs } from '../../../ui/timeline/pieces.ts';
import { useRecordings } from './recordings.ts';

/** `unknown` before the cloud answered, where it lists nothing, and outside the range that it was asked for. */
export function footageAt(channelId: ChannelId, atMs: number): Footage {
  const known = useRecordings.getState()[channelId];
  if (known === undefined || known.model === null || known.asOfMs === null) return UNKNOWN;
  const { model, range } = known;
  const nextMs = playableFromMs(model, atMs);
  if (nextMs === atMs) return FOOTAGE;
  if (atMs < range.fromMs || atMs >= range.toMs) return UNKNOWN;
  const isTold = [model.empty, model.unpublished, model.within, model.any].some((cover) => cover.has(atMs));
  return isTold ? { kind: 'none', untilMs: nextMs } : UNKNOWN;
}

/** Where the footage before a moment ends; null where none is known. */
export function footageBeforeMs(channelId: ChannelId, atMs: number): number | null {
  const model = useRecordings.getState()[channelId]?.model ?? null;
  return model === null ? null : playableBeforeMs(model, atMs);
}
