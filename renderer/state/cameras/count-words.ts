import type { Text } from '../../i18n/i18n.ts';
import { countParts, type Counts } from './channel-counts.ts';

/** `53 online`, `1 offline`, `11 unknown`: every state that some cameras have; the figures add up to the total. */
export function countWords(t: Text, counts: Counts): readonly string[] {
  return countParts(counts).map(({ state, count }) => t(`cameras.counted.${state}`, { count }));
}
