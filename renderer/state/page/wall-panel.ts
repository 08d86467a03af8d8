/**
 * Which parts of the walls' own screens are open: the list in the side panel, the panel above it, the panel beside the
 * wall.
 */
import { create } from 'zustand';
import type { ChannelId, WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import type { WallFolder } from '../../../preload/domain/walls/wall-library.ts';
import { focusCameraSearch } from './navigation.ts';
import { setPreferences, usePreferences } from './preferences.ts';

/** The one field above the list. */
export type WallForm =
  | { readonly kind: 'rename-wall'; readonly id: WallId; readonly name: string }
  | { readonly kind: 'rename-folder'; readonly id: WallFolderId; readonly name: string }
  | { readonly kind: 'create-folder'; readonly wallId: WallId | null }
  | { readonly kind: 'move'; readonly id: WallId; readonly name: string };

export type WallMenu =
  | { readonly kind: 'wall'; readonly id: WallId; readonly at: Point }
  | { readonly kind: 'folder'; readonly folder: WallFolder; readonly at: Point };

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The panel beside the wall: one at a time, so that the wall keeps its space. */
export type WallSide =
  | { readonly kind: 'sequences' }
  | { readonly kind: 'versions'; readonly wallId: WallId }
  | { readonly kind: 'missing'; readonly wallId: WallId }
  | { readonly kind: 'import' }
  | { readonly kind: 'removed' }
  /** The numbers of these cameras, and the file of all numbers. */
  | { readonly kind: 'numbers'; readonly channelIds: readonly ChannelId[] };

interface WallPanelState {
  readonly isListOpen: boolean;
  readonly form: WallForm | null;
  readonly menu: WallMenu | null;
  readonly side: WallSide | null;
  /** Folders whose walls are not shown. */
  readonly folded: ReadonlySet<WallFolderId>;
}

export const useWallPanel = create<WallPanelState>(() => ({
  isListOpen: false,
  form: null,
  menu: null,
  side: null,
  folded: new Set<WallFolderId>(),
}));

/** The list of walls takes the place of the cameras until it is closed. */
function openWallList(): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  useWallPanel.setState({ isListOpen: true });
}

export function closeWallList(): void {
  useWallPanel.setState({ isListOpen: false, form: null });
}

/** Shows the list of cameras, whatever the side panel shows now, with the focus in its search. */
export function findCamera(): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  closeWallList();
  focusCameraSearch();
}

export function toggleWallList(): void {
  const isShown = useWallPanel.getState().isListOpen && usePreferences.getState().isSidePanelOpen;
  if (isShown) closeWallList();
  else openWallList();
}

export function openWallForm(form: WallForm): void {
  openWallList();
  useWallPanel.setState({ form });
}

export function closeWallForm(): void {
  useWallPanel.setState({ form: null });
}

export function openWallMenu(menu: WallMenu): void {
  useWallPanel.setState({ menu });
}

/** One function for ever, so that what listens for a click elsewhere is not set up anew. */
export function closeWallMenu(): void {
  useWallPanel.setState({ menu: null });
}

export function openWallSide(side: WallSide): void {
  useWallPanel.setState({ side });
}

export function closeWallSide(): void {
  useWallPanel.setState({ side: null });
}

export const selectIsSequencesOpen = ({ side }: WallPanelState): boolean => side?.kind === 'sequences';

export function toggleFolded(id: WallFolderId, isFolded?: boolean): void {
  const folded = new Set(useWallPanel.getState().folded);
  if (isFolded ?? !folded.has(id)) folded.add(id);
  else folded.delete(id);
  useWallPanel.setState({ folded });
}
