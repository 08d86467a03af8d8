/** Wires the stores to main: follow first, then read, so that nothing falls between. */
import { followAccounts, loadAccounts } from '../state/accounts/accounts.ts';
import { followConnection } from '../state/page/connection.ts';
import { followDirectory, loadDirectory } from '../state/cameras/directory.ts';
import { followLoad } from '../state/players/load.ts';
import { followPreferences, loadPreferences } from '../state/page/preferences.ts';
import { followIncidents } from '../state/page/incidents.ts';
import { followLinks, takeLink } from '../state/windows/links.ts';
import { followWindowSight } from '../page/sight.ts';
import { followKeys } from '../state/actions/shortcuts.ts';
import { followWalls, loadWalls } from '../state/walls/walls.ts';
import type { Area } from '../state/actions/area.ts';
import { addAreaTexts } from '../i18n/area-texts.ts';
import { AREAS } from './areas.ts';
import { followWindow, loadWindow } from '../state/windows/window.ts';

/** With the type of any area: most have only some of the fields. */
const areas: readonly Area[] = AREAS;

/** Makes the texts of the areas known. Call before anything is shown. */
export function addTexts(): void {
  for (const { id, texts } of areas) if (texts !== undefined) addAreaTexts(id, texts);
}

function readAll(): void {
  void loadPreferences();
  void loadAccounts();
  void loadDirectory();
  void loadWindow();
  void loadWalls();
  areas.forEach(({ read }) => read?.());
  void takeLink();
}

export function startStores(): () => void {
  const stops = [
    followKeys(),
    followPreferences(),
    followAccounts(),
    followDirectory(),
    followLoad(),
    followWalls(),
    followWindow(),
    ...areas.flatMap(({ follow }) => (follow === undefined ? [] : [follow()])),
    followWindowSight(),
    followLinks(),
    followIncidents(),
    followConnection(readAll),
  ];
  readAll();
  return () => stops.forEach((stop) => stop());
}
