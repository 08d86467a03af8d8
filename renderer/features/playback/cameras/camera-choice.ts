/** The ways of the side panel to cameras for playback: the field that finds some, and the list of all cameras. */
import { create } from 'zustand';
import { askCameraSearch } from '../../../state/page/navigation.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';

interface CameraChoice {
  /** Counts how often the field was asked for, so that a field that appears later takes the focus as well. */
  readonly wanted: number;
  /** The list of all cameras stands in the panel, in place of the cameras of the review. */
  readonly isAll: boolean;
}

export const useCameraChoice = create<CameraChoice>(() => ({ wanted: 0, isAll: false }));

export const showAllCameras = (isAll: boolean): void => useCameraChoice.setState({ isAll });

/** Gives the focus to the field, or to the search of the list where that stands in the panel. */
export function focusCameraChoice(): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  if (useCameraChoice.getState().isAll) askCameraSearch();
  else useCameraChoice.setState(({ wanted }) => ({ wanted: wanted + 1 }));
}
