/**
 * The zone of all times of recordings and exports: that of the operator, or UTC. One choice for all screens, so that
 * one moment never reads two ways. No cloud reports the zone of a camera.
 */
import { setPreferences, usePreferences } from './preferences.ts';
import { operatorZone, type ZoneId } from '../../ui/timeline/zone.ts';

const zoneOf = ({ playbackZone }: Pick<ReturnType<typeof usePreferences.getState>, 'playbackZone'>): ZoneId =>
  playbackZone === 'utc' ? 'UTC' : operatorZone();

/** The zone that was chosen. A screen that uses this follows `useStampZone`, and is drawn anew when the choice changes. */
export const stampZone = (): ZoneId => zoneOf(usePreferences.getState());

/** The same, followed live. */
export const useStampZone = (): ZoneId => usePreferences(zoneOf);

/** Calls `run` with the zone before, each time that another zone is chosen. @returns ends it. */
export const followZone = (run: (before: ZoneId) => void): (() => void) =>
  usePreferences.subscribe((now, last) => {
    if (zoneOf(now) !== zoneOf(last)) run(zoneOf(last));
  });

export function toggleZone(): void {
  const { playbackZone } = usePreferences.getState();
  chooseZone(playbackZone === 'utc' ? 'operator' : 'utc');
}

/** The choice is kept for the next start. */
export const chooseZone = (playbackZone: 'operator' | 'utc'): void => void setPreferences({ playbackZone });
