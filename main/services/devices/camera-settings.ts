/** Settings, passwords and abilities of cameras. A change is checked against what the camera allows before it is sent. */
import type { CameraSettingsOffers } from '../../../preload/contract/camera-settings.ts';
import {
  changedSettings,
  devicePasswordFault,
  settingFaults,
  type CameraSettings,
  type Setting,
  type SettingsOffer,
} from '../../../preload/domain/cameras/camera-settings.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { AppError, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { CameraSettingsPort, SettingsChange, VersionAbilities } from '../../ports/camera-settings.ts';
import type { VendorSession } from '../../ports/session.ts';
import { Secret } from '../../secret.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { readAgain, type ReadableDirectory } from './read-again.ts';

type Session = Pick<VendorSession, 'cameraSettings' | 'devicePasswords' | 'deviceAbilities' | 'cameraAccess'>;

interface Options {
  readonly sessions: { of(id: AccountId): Promise<Session> };
  readonly directory: ReadableDirectory & { channelsOf(accountId: AccountId): readonly NumberedChannel[] };
}

/** Signing in included; a change reads, sends and reads again. */
const LIMIT_MS = 40_000;

interface Saved {
  /** As the camera answers after the change; null where it did not answer. */
  readonly settings: CameraSettings | null;
  readonly error: WireError | null;
}

export class CameraSettingsService {
  readonly #options: Options;
  readonly #disposed = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws {AppError} `account.*`. */
  async offers(accountId: AccountId): Promise<CameraSettingsOffers> {
    return await this.#ask(accountId, ({ cameraSettings, devicePasswords, deviceAbilities, cameraAccess }) =>
      Promise.resolve({
        settings: cameraSettings?.offer ?? null,
        password: devicePasswords?.offer ?? null,
        hasAbilities: deviceAbilities !== undefined,
        hasAccess: cameraAccess !== undefined,
      }),
    );
  }

  /** @throws {AppError} `cloud.not-supported`, `channel.not-found`, `account.*`, and what camera or cloud refused. */
  async settings(channelId: ChannelId): Promise<CameraSettings> {
    const { accountId } = givenChannelRef(channelId);
    return await this.#ask(accountId, ({ cameraSettings: port }, signal) =>
      this.#open(port, channelId).read(channelId, signal),
    );
  }

  /**
   * The answer to a change is read back from the camera, because it decides by itself what it takes over.
   *
   * @throws {AppError} before anything is sent: `input.invalid-field` for a change that the camera does not allow,
   *   `devices.settings-changed`, `cloud.not-supported`, `channel.not-found`, `account.*`; and what the cloud refused.
   */
  async save(channelId: ChannelId, before: readonly Setting[], after: readonly Setting[]): Promise<Saved> {
    const { accountId } = givenChannelRef(channelId);
    return await this.#ask(accountId, async ({ cameraSettings }, signal) => {
      const port = this.#open(cameraSettings, channelId);
      const changed = changedSettings(before, after);
      await port.write(channelId, checkedChange(before, after), signal);
      const fields = changed.map(({ place, field }) => `${place}.${field}`).join(' ');
      log.audit('settings of a camera were changed', { accountId, channelId, fields });
      if (changed.some(({ field }) => field === 'name')) readAgain(this.#options.directory, accountId);
      return await readBack(port, channelId, signal);
    });
  }

  /** @throws {AppError} as {@link CameraSettingsService.settings}. */
  async hasPassword(channelId: ChannelId): Promise<boolean> {
    const { accountId } = givenChannelRef(channelId);
    return await this.#ask(accountId, ({ devicePasswords: port }, signal) =>
      this.#open(port, channelId).isSet(channelId, signal),
    );
  }

  /** @throws {AppError} `input.invalid-field` for a password that the cloud does not document, and what the cloud refused. */
  async setPassword(channelId: ChannelId, current: string | null, next: string): Promise<null> {
    const { accountId } = givenChannelRef(channelId);
    return await this.#ask(accountId, async ({ devicePasswords }, signal) => {
      const port = this.#open(devicePasswords, channelId);
      if (devicePasswordFault(port.offer, next) !== null) throw invalid('newPassword');
      await port.set(channelId, current === null ? null : new Secret(current), new Secret(next), signal);
      log.audit('the password of a camera was changed', { accountId, channelId });
      return null;
    });
  }

  /** @throws {AppError} as {@link CameraSettingsService.settings}; `cloud.not-found` for an unknown version. */
  async abilities(channelId: ChannelId): Promise<VersionAbilities> {
    const { accountId } = givenChannelRef(channelId);
    return await this.#ask(accountId, ({ deviceAbilities: port }, signal) => offered(port).read(channelId, signal));
  }

  dispose(): void {
    this.#disposed.abort();
  }

  /** @throws {AppError} `cloud.not-supported` where the cloud documents nothing for cameras of this protocol. */
  #open<P extends { readonly offer: SettingsOffer }>(port: P | undefined, channelId: ChannelId): P {
    const open = offered(port);
    const { protocols } = open.offer;
    const channel = this.#options.directory
      .channelsOf(givenChannelRef(channelId).accountId)
      .find(({ id }) => id === channelId);
    if (channel !== undefined && protocols !== null && !protocols.includes(channel.protocol)) {
      throw new AppError('cloud.not-supported', 'this cloud documents no settings of such cameras');
    }
    return open;
  }

  #ask<T>(accountId: AccountId, ask: (session: Session, signal: AbortSignal) => Promise<T>): Promise<T> {
    return withinLimit(this.#disposed.signal, LIMIT_MS, async (signal) =>
      ask(await this.#options.sessions.of(accountId), signal),
    );
  }
}

/** The page's word does not count: what the camera allows is compared as the camera answers it now. */
function checkedChange(before: readonly Setting[], after: readonly Setting[]): SettingsChange {
  const isSameSet = before.length === after.length && after.every(isIn(before));
  if (!isSameSet || changedSettings(before, after).length === 0) throw invalid('settings');
  return (now) => {
    if (changedSettings(before, now.values).length > 0 || now.values.length !== before.length) {
      throw new AppError('devices.settings-changed', 'the settings of the camera are others now');
    }
    if (settingFaults(now, after).length > 0) throw invalid('settings');
    return after;
  };
}

const isIn =
  (others: readonly Setting[]) =>
  ({ place, field }: Setting): boolean =>
    others.filter((one) => one.place === place && one.field === field).length === 1;

/** The change was made: a camera that does not answer afterwards is no failure of the change. */
async function readBack(port: CameraSettingsPort, channelId: ChannelId, signal: AbortSignal): Promise<Saved> {
  try {
    return { settings: await port.read(channelId, signal), error: null };
  } catch (error) {
    return { settings: null, error: toWireError(error) };
  }
}

function offered<T>(port: T | undefined): T {
  if (port === undefined) throw new AppError('cloud.not-supported', 'this cloud documents no settings of cameras');
  return port;
}

const invalid = (field: string): AppError =>
  new AppError('input.invalid-field', `${field} is wrong`, { params: { field, detail: 'form' } });
