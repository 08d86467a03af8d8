/** Where the operator is: the screen, and which panel of the clouds page is open. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';

/** The names of the screens. The list of areas (app/areas.ts) adds its screens; the client begins with the live screen. */
export interface Screens {
  readonly first: 'live';
}
export type Screen = Screens[keyof Screens];

export type CloudsPanel =
  | { readonly kind: 'none' }
  | { readonly kind: 'add' | 'import' }
  | { readonly kind: 'test' | 'facts'; readonly accountId: AccountId }
  /** `refusal`: why the account does not work; the form marks the field that the refusal names and begins there. */
  | { readonly kind: 'edit'; readonly accountId: AccountId; readonly refusal?: WireError };

/** A documented operation of a cloud. */
export interface WantedOperation {
  readonly vendor: VendorId;
  readonly operationId: string;
}

export type DialogId =
  ('settings' | 'keys' | 'help' | 'picture') | ('device' | 'device-move' | 'camera-settings' | 'camera-replace');

interface NavigationState {
  readonly screen: Screen;
  readonly cloudsPanel: CloudsPanel;
  readonly isPaletteOpen: boolean;
  /** The dialog over the screen. The palette is apart: an action of the palette may open a dialog. */
  readonly dialog: DialogId | null;
  /** The id of a section that an area declares. */
  readonly settingsSection: string;
  /** The list of the last messages of the status bar. */
  readonly areMessagesOpen: boolean;
  /** The operation that the API console should open; the console takes it and clears it. */
  readonly wantedOperation: WantedOperation | null;
  /** The camera search should get the focus; it clears the flag when it has the focus. */
  readonly wantsSearch: boolean;
}

export const useNavigation = create<NavigationState>(() => ({
  screen: 'live',
  cloudsPanel: { kind: 'none' },
  isPaletteOpen: false,
  dialog: null,
  settingsSection: 'general',
  areMessagesOpen: false,
  wantsSearch: false,
  wantedOperation: null,
}));

export function goTo(screen: Screen): void {
  useNavigation.setState({ screen });
}

/** Opens the settings over the screen, or closes them. */
export function toggleSettings(): void {
  if (useNavigation.getState().dialog === 'settings') closeDialog();
  else openSettings('general');
}

/** Opens an operation in the API console. */
export function openOperation(wantedOperation: WantedOperation): void {
  useNavigation.setState({ screen: 'console', wantedOperation });
}

/** @returns the operation that is wanted, once. */
export function takeWantedOperation(): WantedOperation | null {
  const { wantedOperation } = useNavigation.getState();
  if (wantedOperation !== null) useNavigation.setState({ wantedOperation: null });
  return wantedOperation;
}

export function openCloudsPanel(cloudsPanel: CloudsPanel): void {
  useNavigation.setState({ screen: 'clouds', cloudsPanel });
}

export function closeCloudsPanel(): void {
  useNavigation.setState({ cloudsPanel: { kind: 'none' } });
}

export function setPaletteOpen(isPaletteOpen: boolean): void {
  useNavigation.setState({ isPaletteOpen });
}

export function openSettings(settingsSection: string): void {
  useNavigation.setState({ dialog: 'settings', settingsSection });
}

/** Opens a dialog in place of the dialog that is open. */
export function openDialog(dialog: Exclude<DialogId, 'settings'>): void {
  useNavigation.setState({ dialog });
}

export function closeDialog(): void {
  useNavigation.setState({ dialog: null });
}

export function toggleMessages(): void {
  useNavigation.setState(({ areMessagesOpen }) => ({ areMessagesOpen: !areMessagesOpen }));
}

export function closeMessages(): void {
  useNavigation.setState({ areMessagesOpen: false });
}

export function focusCameraSearch(): void {
  useNavigation.setState({ screen: 'live', wantsSearch: true });
}

/** The search has the focus now: a search field that appears later leaves the focus where it is. */
/** The list of cameras takes the wish, on whatever screen the list stands. */
export const askCameraSearch = (): void => useNavigation.setState({ wantsSearch: true });

export function cameraSearchFocused(): void {
  useNavigation.setState({ wantsSearch: false });
}
