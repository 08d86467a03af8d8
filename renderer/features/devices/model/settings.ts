/** The settings of one camera in its dialog: read, changed as a draft, saved, and read back. */
import { create } from 'zustand';
import type { CameraSettingsOffers } from '../../../../preload/contract/camera-settings.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import {
  changedSettings,
  settingOf,
  withSetting,
  type CameraSettings,
  type Setting,
  type SettingsOffer,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { openDialog } from '../../../state/page/navigation.ts';

export const SETTINGS_PARTS = ['settings', 'password', 'abilities', 'access'] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

interface Offered {
  readonly offers: CameraSettingsOffers | null;
  readonly error: WireError | null;
}

interface Shown {
  /** Null while the dialog is closed. */
  readonly camera: NumberedChannel | null;
  readonly part: SettingsPart;
  readonly isReading: boolean;
  readonly settings: CameraSettings | null;
  readonly draft: readonly Setting[];
  readonly isSaving: boolean;
  /** Why the settings could not be read or saved. */
  readonly error: WireError | null;
  readonly saved: SavedSettings | null;
  /** The choice of other cameras is on screen. */
  readonly isCopying: boolean;
}

/** The outcome of the last change. */
export interface SavedSettings {
  readonly count: number;
  /** Settings that the camera answers otherwise than they were sent. */
  readonly kept: readonly Setting[];
  /** Why the camera could not be read after the change; null where it was. */
  readonly error: WireError | null;
}

const CLOSED: Shown = {
  camera: null,
  part: 'settings',
  isReading: false,
  settings: null,
  draft: [],
  isSaving: false,
  error: null,
  saved: null,
  isCopying: false,
};

export const useSettings = create<Shown>(() => CLOSED);
const { getState, setState } = useSettings;

/** By account. An account that is not asked yet has no entry. */
export const useOffers = create<ReadonlyMap<AccountId, Offered>>(() => new Map());

/** Asks once for each account; again where no answer came. */
export async function askOffers(accountId: AccountId): Promise<void> {
  const known = useOffers.getState().get(accountId);
  if (known !== undefined && known.offers !== null) return;
  const answer = await request['devices.settings-offer']({ accountId });
  const offered: Offered = answer.ok ? { offers: answer.value, error: null } : { offers: null, error: answer.error };
  useOffers.setState(new Map([...useOffers.getState(), [accountId, offered]]), true);
}

/** Why a camera cannot have a part of the settings. */
export type SettingsBar = 'unpublished' | 'protocol' | 'offline';

/** @param offer null where the cloud documents nothing. @returns null where nothing is in the way. */
export function settingsBar(
  offer: SettingsOffer | null,
  { protocol, reachable }: Pick<NumberedChannel, 'protocol' | 'reachable'>,
): SettingsBar | null {
  if (offer === null) return 'unpublished';
  if (offer.protocols !== null && !offer.protocols.includes(protocol)) return 'protocol';
  return offer.isFromCamera && (reachable === 'offline' || reachable === 'unregistered') ? 'offline' : null;
}

/** Opens the dialog for a camera, and reads the settings. */
export async function showSettings(camera: NumberedChannel): Promise<void> {
  setState({ ...CLOSED, camera });
  openDialog('camera-settings');
  await askOffers(camera.accountId);
  if (getState().camera?.id === camera.id) await readSettings();
}

export const showPart = (part: SettingsPart): void => setState({ part });

/** The dialog is gone; a change that was sent continues. */
export const closeSettings = (): void => setState(CLOSED, true);

/** Reads the settings from the camera; a draft is given up. */
export async function readSettings(): Promise<void> {
  const { camera, isReading } = getState();
  const offers = camera === null ? null : (useOffers.getState().get(camera.accountId)?.offers ?? null);
  if (camera === null || isReading || offers === null || settingsBar(offers.settings, camera) !== null) return;
  setState({ isReading: true, error: null, saved: null });
  const answer = await request['devices.settings']({ channelId: camera.id });
  if (getState().camera?.id !== camera.id) return;
  setState({ isReading: false });
  if (!answer.ok) setState({ error: answer.error });
  else setState({ settings: answer.value.settings, draft: answer.value.settings.values });
}

export function setSetting(key: Pick<Setting, 'place' | 'field'>, value: string): void {
  setState(({ draft }) => ({ draft: withSetting(draft, key, value), saved: null }));
}

/** The draft is what the camera has. */
export const dropDraft = (): void =>
  setState(({ settings }) => ({ draft: settings?.values ?? [], error: null, saved: null }));

/** Sends the draft. What was typed stays where the change fails. */
export async function saveSettings(): Promise<void> {
  const { camera, settings, draft, isSaving } = getState();
  if (camera === null || settings === null || isSaving) return;
  const changed = changedSettings(settings.values, draft);
  if (changed.length === 0) return;
  setState({ isSaving: true, error: null, saved: null });
  const answer = await request['devices.save-settings']({
    channelId: camera.id,
    before: settings.values,
    after: draft,
  });
  if (getState().camera?.id !== camera.id) {
    // The dialog was closed meanwhile: a failure must not be lost.
    if (!answer.ok) postFailure(answer.error);
    return;
  }
  setState({ isSaving: false });
  if (!answer.ok) return setState({ error: answer.error });
  const { settings: now, error } = answer.value;
  const kept = now === null ? [] : changed.filter((one) => settingOf(now.values, one) !== one.value);
  setState({
    ...(now === null ? { settings: { ...settings, values: draft } } : { settings: now, draft: now.values }),
    saved: { count: changed.length, kept, error },
  });
}

export const showCopying = (isCopying: boolean): void => setState({ isCopying });
