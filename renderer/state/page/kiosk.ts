/** A wall alone on the screen, in a window where nothing can be changed. */
import { create } from 'zustand';
import type { WindowState } from '../../../preload/contract/windows.ts';

export type Kiosk = NonNullable<WindowState['kiosk']>;

export const useKiosk = create<{ readonly kiosk: Kiosk | null }>(() => ({ kiosk: null }));

export const isKiosk = (): boolean => useKiosk.getState().kiosk !== null;
