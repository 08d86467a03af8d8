/** Where the operator is: the activity, and which panel of the clouds page is open. */
import { create } from 'zustand';
import type { AccountId } from '../../../preload/domain/ids.ts';

export const ACTIVITIES = [
  'live',
  'playback',
  'alarms',
  'targets',
  'devices',
  'statistics',
  'exports',
  'clouds',
  'console',
  'help',
  'settings',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Activities with a screen; the others are shown disabled with the reason. Settings open over the screen. */
export const READY_ACTIVITIES: ReadonlySet<Activity> = new Set<Activity>(['live', 'clouds', 'console', 'settings']);
export type Screen = 'live' | 'clouds' | 'console';

export type CloudsPanel =
  | { readonly kind: 'none' }
  | { readonly kind: 'add' | 'import' }
  | { readonly kind: 'test' | 'facts'; readonly accountId: AccountId }
  /** `field`: the one to begin with. */
  | { readonly kind: 'edit'; readonly accountId: AccountId; readonly field?: string };

export const SETTINGS_SECTIONS = ['general', 'live', 'view', 'keys', 'folders'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

interface NavigationState {
  readonly screen: Screen;
  readonly cloudsPanel: CloudsPanel;
  readonly isPaletteOpen: boolean;
  readonly isSettingsOpen: boolean;
  readonly settingsSection: SettingsSection;
  readonly isKeySheetOpen: boolean;
  /** The camera search is to have the focus; it clears the wish when it has. */
  readonly wantsSearch: boolean;
}

export const useNavigation = create<NavigationState>(() => ({
  screen: 'live',
  cloudsPanel: { kind: 'none' },
  isPaletteOpen: false,
  isSettingsOpen: false,
  settingsSection: 'general',
  isKeySheetOpen: false,
  wantsSearch: false,
}));

export function goTo(activity: Activity): void {
  if (activity === 'settings')
    useNavigation.setState(({ isSettingsOpen }) => ({ isSettingsOpen: !isSettingsOpen, settingsSection: 'general' }));
  else if (activity === 'live' || activity === 'clouds' || activity === 'console')
    useNavigation.setState({ screen: activity });
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

export function openSettings(settingsSection: SettingsSection): void {
  useNavigation.setState({ isSettingsOpen: true, isKeySheetOpen: false, settingsSection });
}

export function setKeySheetOpen(isKeySheetOpen: boolean): void {
  useNavigation.setState({ isKeySheetOpen });
}

export function closeSettings(): void {
  useNavigation.setState({ isSettingsOpen: false });
}

export function focusCameraSearch(): void {
  useNavigation.setState({ screen: 'live', wantsSearch: true });
}

/** The wish is fulfilled: a search field that comes later leaves the focus where it is. */
export function cameraSearchFocused(): void {
  useNavigation.setState({ wantsSearch: false });
}
