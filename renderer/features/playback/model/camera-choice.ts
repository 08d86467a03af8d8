/** The field of the side panel that finds cameras for playback. */
import { create } from 'zustand';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';

/** Counts how often the field was asked for, so that a field that appears later takes the focus as well. */
export const useCameraChoice = create(() => ({ wanted: 0 }));

export function focusCameraChoice(): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  useCameraChoice.setState(({ wanted }) => ({ wanted: wanted + 1 }));
}
