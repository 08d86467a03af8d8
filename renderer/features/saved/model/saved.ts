/** The files that this run of the client saved, as main lists them for all windows. */
import { create } from 'zustand';
import type { SavedFile } from '../../../../preload/contract/saved.ts';
import { on, request } from '../../../page/bridge.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { postIfFailed } from '../../../state/page/failure-notices.ts';

interface SavedState {
  /** The latest first. */
  readonly files: readonly SavedFile[];
  /** Whether the host can show a file in its folder. */
  readonly canReveal: boolean;
  readonly isOpen: boolean;
}

export const useSaved = create<SavedState>(() => ({ files: [], canReveal: false, isOpen: false }));

async function read(): Promise<void> {
  const answer = await request['saved.list']({});
  if (answer.ok) useSaved.setState(answer.value);
}

/** Reads the list from main. A wall that stands alone on its screen has no list. */
export function readSaved(): void {
  if (!isKiosk()) void read();
}

/** Reads the list again whenever it changed, until the returned function is called. */
export const followSaved = (): (() => void) => on('saved.changed', readSaved);

/** Opens or closes the list. A list that opens is read again: files may have been moved or deleted meanwhile. */
export function toggleSavedPanel(): void {
  const isOpen = !useSaved.getState().isOpen;
  useSaved.setState({ isOpen });
  if (isOpen) readSaved();
}

export function closeSavedPanel(): void {
  useSaved.setState({ isOpen: false });
}

export async function revealFile(fileId: string): Promise<void> {
  postIfFailed(await request['saved.reveal']({ fileId }));
}
