/** The page of all jobs as an area, see state/actions/area.ts. Its rows come from the areas that have jobs. */
import type { ComponentType } from 'react';
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { jobsActions } from './actions.ts';
import { texts } from './texts/index.ts';

/** @param Content joins the jobs of other areas. @param find puts the focus into them. */
export const jobsArea = (Content: ComponentType, find: () => void) => {
  const screen: AreaScreen = {
    label: (t) => t('jobs.names.screen'),
    icon: 'layers',
    tab: { icon: 'layers', label: (t) => t('jobs.names.screen') },
    Content,
    find,
  };
  return { id: 'jobs', texts, actions: jobsActions, screen } as const satisfies Area;
};
