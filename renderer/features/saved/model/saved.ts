/** The files that this run of the client saved, as main lists them for all windows. */
import { create } from 'zustand';
import { on, request } from '../../../page/bridge.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { postIfFailed } from '../../../state/page/failure-notices.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';

/** The files with the latest first, and whether the host can show a file in its folder. */
const list = new RemoteList(() => request['saved.list']({}));

export const useSavedFiles = list.use;

export const useSaved = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

/** Reads the list from main. A wall that stands alone on its screen has no list. */
export function readSaved(): void {
  if (!isKiosk()) void list.read();
}

/** Reads the list again whenever it changed, until the returned function is called. */
export const followSaved = (): (() => void) => on('saved.changed', () => list.refresh());

/** Opens the list, which is read again: files may have been moved or deleted meanwhile. */
export function openSavedPanel(): void {
  useSaved.setState({ isOpen: true });
  readSaved();
}

export function toggleSavedPanel(): void {
  if (useSaved.getState().isOpen) closeSavedPanel();
  else openSavedPanel();
}

export function closeSavedPanel(): void {
  useSaved.setState({ isOpen: false });
}

export async function revealFile(fileId: string): Promise<void> {
  postIfFailed(await request['saved.reveal']({ fileId }));
}
