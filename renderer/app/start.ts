/** Wires the stores to main: follow first, then read, so that nothing falls between. */
import { followAccounts, loadAccounts } from '../state/accounts/accounts.ts';
import { followConnection } from '../state/page/connection.ts';
import { followDirectory, loadDirectory } from '../state/cameras/directory.ts';
import { followLoad } from '../state/players/load.ts';
import { followPreferences, loadPreferences } from '../state/page/preferences.ts';
import { followSequences, loadSequences } from '../state/sequences/sequences.ts';
import { followIncidents } from '../state/page/incidents.ts';
import { followLinks, takeLink } from '../state/windows/links.ts';
import { followWindowSight } from '../page/sight.ts';
import { followSites, loadSites } from '../state/cameras/sites.ts';
import { followKeys } from '../state/actions/shortcuts.ts';
import { followLibrary, readLibrary } from '../state/walls/wall-library.ts';
import { followWalls, loadWalls } from '../state/walls/walls.ts';
import { followWindow, loadWindow } from '../state/windows/window.ts';

function readAll(): void {
  void loadPreferences();
  void loadAccounts();
  void loadDirectory();
  void loadWindow();
  void loadWalls();
  readLibrary();
  void loadSites();
  void loadSequences();
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
    followLibrary(),
    followWindow(),
    followSites(),
    followSequences(),
    followWindowSight(),
    followLinks(),
    followIncidents(),
    followConnection(readAll),
  ];
  readAll();
  return () => stops.forEach((stop) => stop());
}
