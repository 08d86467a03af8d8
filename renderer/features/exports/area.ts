/** Exports of recordings as an area, see state/actions/area.ts. */
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { isKiosk, useKiosk } from '../../state/page/kiosk.ts';
import { fetched } from '../../ui/fetched.ts';
import { exportsActions } from './actions.ts';
import { exportsStatus } from './exports-status.tsx';
import { focusExportSearch, followExports, readExports } from './model/exports.ts';
import { followDrops } from './model/window-drops.ts';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('exports.names.screen'),
  icon: 'export',
  tab: { icon: 'export', label: (t) => t('exports.names.tab') },
  Content: fetched(async () => (await import('./exports-page.tsx')).ExportsPage),
  find: focusExportSearch,
};

/** Follows the jobs of all windows, and the bundles that are dropped on other screens; a kiosk does neither. @returns ends it. */
function follow(): () => void {
  const stops = [followExports(), followDrops()];
  const stop = (): void => stops.splice(0).forEach((each) => each());
  // The page learns that it is a kiosk after it has begun to follow.
  const stopKiosk = useKiosk.subscribe(() => (isKiosk() ? stop() : undefined));
  if (isKiosk()) stop();
  return () => {
    stopKiosk();
    stop();
  };
}

export const exportsArea = {
  id: 'exports',
  texts,
  actions: exportsActions,
  screen,
  status: exportsStatus,
  follow,
  read: readExports,
} as const satisfies Area;
