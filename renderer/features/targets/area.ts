/** Target libraries as an area, see state/actions/area.ts. */
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { targetsActions } from './actions.ts';
import { followChanges } from './model/changes.ts';
import { followExport } from './model/export.ts';
import { followMoving } from './model/moving.ts';
import { followForm } from './model/form.ts';
import { followImport } from './model/import/import-jobs.ts';
import { followSheet } from './model/sheet.ts';
import { focusTargetSearch, followTargets } from './model/targets.ts';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('targets.names.screen'),
  icon: 'targets',
  tab: { icon: 'targets', label: (t) => t('targets.names.screen') },
  Content: fetched(async () => (await import('./targets-page.tsx')).TargetsPage),
  side: {
    region: 'targets',
    title: (t) => t('targets.names.side'),
    Content: fetched(async () => (await import('./lists/lists.tsx')).Lists),
  },
  find: focusTargetSearch,
};

export const targetsArea = {
  id: 'targets',
  texts,
  actions: targetsActions,
  screen,
  follow: () => {
    const follows = [followTargets, followForm, followChanges, followMoving, followSheet, followImport, followExport];
    const ends = follows.map((follow) => follow());
    return () => {
      for (const end of ends) end();
    };
  },
} as const satisfies Area;
