/** The PTZ stage with the presets of cameras as an area, see state/actions/area.ts. */
import type { ComponentType } from 'react';
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { presetsActions } from './actions.ts';
import { presetsCameraMenu } from './camera-menu.ts';
import { followPresets } from '../../state/presets/presets.ts';
import { followRound } from './model/round.ts';
import { focusStageSearch } from './model/stage.ts';
import { followTourNote } from './model/tour-note.ts';
import { followTracks } from './model/tracks.ts';
import { presetsPalette } from './palette.ts';
import { texts } from './texts/index.ts';

/** @param Content the stage, which joins the picture and the controls of the live area with the presets. */
const screenOf = (Content: ComponentType): AreaScreen => ({
  label: (t) => t('presets.names.screen'),
  icon: 'ptz',
  tab: { icon: 'ptz', label: (t) => t('presets.names.tab') },
  Content,
  side: {
    region: 'presets',
    title: (t) => t('presets.names.side'),
    Content: fetched(async () => (await import('./camera-list.tsx')).TurningCameras),
  },
  find: focusStageSearch,
});

export const presetsArea = (Content: ComponentType) =>
  ({
    id: 'presets',
    texts,
    actions: presetsActions,
    cameraMenu: presetsCameraMenu,
    palette: presetsPalette,
    screen: screenOf(Content),
    follow: () => {
      const ends = [followPresets(), followTracks(), followTourNote(), followRound()];
      return () => {
        for (const end of ends) end();
      };
    },
  }) as const satisfies Area;
