/** The one time that a replay shows: when the picture that shows now was received, epoch milliseconds. */
import { create } from 'zustand';
import type { SlotKey } from '../../../media/pool/player-pool.ts';

export const useReplayTimes = create<Readonly<Record<SlotKey, number>>>(() => ({}));

const STEP_MS = 100;

/** @param atMs null when the replay is over. */
export function setReplayTime(key: SlotKey, atMs: number | null): void {
  const { [key]: before, ...others } = useReplayTimes.getState();
  if (atMs === null) return useReplayTimes.setState(others, true);
  const rounded = Math.round(atMs / STEP_MS) * STEP_MS;
  if (before !== rounded) useReplayTimes.setState({ [key]: rounded });
}
