/** Wires the stores to main: follow first, then read, so that nothing falls between. */
import { followAccounts, loadAccounts } from './accounts.ts';
import { followConnection } from './connection.ts';
import { followDirectory, loadDirectory } from './directory.ts';
import { followLoad } from './load.ts';
import { followPreferences, loadPreferences } from './preferences.ts';
import { followSequences, loadSequences } from './sequences.ts';
import { followIncidents } from './incidents.ts';
import { followLinks, takeLink } from './links.ts';
import { followWindowSight } from './sight.ts';
import { followSites, loadSites } from './sites.ts';
import { followKeys } from './shortcuts.ts';
import { followLibrary, readLibrary } from './wall-library.ts';
import { followWalls, loadWalls } from './walls.ts';
import { followWindow, loadWindow } from './window.ts';

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
