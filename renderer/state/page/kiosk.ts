/** A wall alone on the screen, in a window where nothing can be changed. */
import { create } from 'zustand';
import type { WindowState } from '../../../preload/contract/windows.ts';

export type Kiosk = NonNullable<WindowState['kiosk']>;

interface KioskState {
  readonly kiosk: Kiosk | null;
  /** False until main has answered which window this is: such a window may be a kiosk, and offers no change. */
  readonly isKnown: boolean;
}

export const useKiosk = create<KioskState>(() => ({ kiosk: null, isKnown: false }));

export const isKiosk = (): boolean => useKiosk.getState().kiosk !== null;
