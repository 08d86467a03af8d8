/** The keys J and L as editors of film know them: back and forward, each press faster. */

export interface Shuttle {
  readonly direction: 'forward' | 'backward';
  readonly rate: number;
  readonly isPlaying: boolean;
}

export type ShuttleKey = 'j' | 'l';

/**
 * The speed and direction of the player after a key.
 *
 * @param rates that can be played in the direction of the key, in rising order; empty where the direction cannot be played, and
 *   then the key changes nothing.
 */
export function shuttle(now: Shuttle, key: ShuttleKey, rates: readonly number[]): Shuttle {
  const direction = key === 'l' ? 'forward' : 'backward';
  const normal = rates.find((rate) => rate >= 1) ?? rates.at(-1);
  if (normal === undefined) return now;
  if (!now.isPlaying || now.direction !== direction) return { direction, rate: normal, isPlaying: true };
  return { direction, rate: rates.find((rate) => rate > now.rate) ?? now.rate, isPlaying: true };
}
