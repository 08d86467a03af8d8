/**
 * The zone of all times of recordings and exports: that of the operator, that of the cameras, or UTC. One choice for all
 * screens, so that one moment never reads two ways. No cloud reports the zone of a camera: the operator names it in the settings.
 */
import type { Preferences } from '../../../preload/contract/app.ts';
import { setPreferences, usePreferences } from './preferences.ts';
import { isKnownZone, operatorZone, type ZoneId } from '../../ui/timeline/zone.ts';

type Chosen = Pick<Preferences, 'playbackZone' | 'camerasZone'>;
export type ZoneChoice = Preferences['playbackZone'];

const CHOICES: readonly ZoneChoice[] = ['operator', 'cameras', 'utc'];

const camerasZoneOf = ({ camerasZone }: Chosen): ZoneId | null =>
  camerasZone !== null && isKnownZone(camerasZone) ? camerasZone : null;

/** The zone of the cameras cannot be chosen before it is named: that of the operator stands for it. */
const choiceOf = (chosen: Chosen): ZoneChoice =>
  chosen.playbackZone === 'cameras' && camerasZoneOf(chosen) === null ? 'operator' : chosen.playbackZone;

const zoneOf = (chosen: Chosen): ZoneId => {
  const choice = choiceOf(chosen);
  if (choice === 'utc') return 'UTC';
  return (choice === 'cameras' ? camerasZoneOf(chosen) : null) ?? operatorZone();
};

/** The zone that was chosen. A screen that uses this follows `useStampZone`, and is drawn anew when the choice changes. */
export const stampZone = (): ZoneId => zoneOf(usePreferences.getState());

/** The same, followed live. */
export const useStampZone = (): ZoneId => usePreferences(zoneOf);

/** The choice that holds, followed live. */
export const useZoneChoice = (): ZoneChoice => usePreferences(choiceOf);

/** The zone of the cameras as the operator named it, followed live; null while none is named. */
export const useCamerasZone = (): ZoneId | null => usePreferences(camerasZoneOf);

/** Calls `run` with the zone before, each time that another zone is chosen. @returns ends it. */
export const followZone = (run: (before: ZoneId) => void): (() => void) =>
  usePreferences.subscribe((now, last) => {
    if (zoneOf(now) !== zoneOf(last)) run(zoneOf(last));
  });

/** The next of the zones that can be chosen. */
export function toggleZone(): void {
  const state = usePreferences.getState();
  const choices = CHOICES.filter((choice) => choice !== 'cameras' || camerasZoneOf(state) !== null);
  const next = choices[(choices.indexOf(choiceOf(state)) + 1) % choices.length];
  if (next !== undefined) chooseZone(next);
}

/** The choice is kept for the next start. */
export const chooseZone = (playbackZone: ZoneChoice): void => void setPreferences({ playbackZone });
