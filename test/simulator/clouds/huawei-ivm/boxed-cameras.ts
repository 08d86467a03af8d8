/**
 * Cameras over GB28181 that somebody takes out of the box, types values into and plugs in. A camera registers by itself after a
 * time; the cloud judges what the camera sends by what the enterprise entered for the camera (chapter 5.2, gb_access_state).
 */
import type { Clock } from '../../kernel/clock.ts';
import { isRecord } from '../../kernel/json.ts';
import { addChannel } from './devices.ts';
import type { Estate, IvmDevice, PackageState } from './estate.ts';

export type GbAccessState =
  | 'NOT_CONNECTED'
  | 'NO_AUTHENTICATION_INFO'
  | 'AUTHENTICATION_FAILED'
  | 'CATALOG_ERROR'
  | 'UNKNOWN_ERROR'
  | 'CONNECTED';

/** The values that were typed into a camera. */
interface BoxedCamera {
  readonly deviceId: string;
  /** Cloud time from which the camera sends. */
  readonly plugsInAtMs: number;
  readonly userName: string;
  readonly password: string;
  readonly algorithm: string;
  readonly domain: string;
  /** The camera reports its channels with wrong ids. */
  readonly hasWrongChannels: boolean;
  /** The camera fails in a way that the cloud has no word for. */
  readonly failsOddly: boolean;
  readonly management: PackageState;
}

/** The account that the enterprise entered. */
export interface SipAccount {
  password: string;
  readonly algorithm: string;
}

/** To whom a device belongs that is in no enterprise of this simulator. */
export type ForeignOwner = 'enterprise' | 'personal-app';

const OWNERS: readonly unknown[] = ['enterprise', 'personal-app'];
const PACKAGES: readonly unknown[] = ['GRANT', 'ARREAR', 'CLOSED'];

export class BoxedCameras {
  readonly #estate: Estate;
  readonly #clock: Clock;
  readonly #domain: string;
  readonly #cameras = new Map<string, BoxedCamera>();
  readonly #accounts = new Map<string, SipAccount>();
  readonly #states = new Map<string, GbAccessState>();
  readonly #owners = new Map<string, ForeignOwner>();

  constructor(estate: Estate, clock: Clock, domain: string) {
    this.#estate = estate;
    this.#clock = clock;
    this.#domain = domain;
  }

  /**
   * `{deviceId, afterMs?, userName?, password?, algorithm?, domain?, hasWrongChannels?, failsOddly?, management?}`, what was
   * typed into a camera that sends from `afterMs` on; or `{deviceId, owner}` for a device of somebody else. A second order for a
   * device replaces the first: somebody typed again.
   *
   * @returns the name of the part that cannot be so, or null.
   */
  order(order: object): string | null {
    const given = isRecord(order) ? order : {};
    const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
    const deviceId = text('deviceId');
    if (!/^[A-Za-z0-9]{8,32}$/.test(deviceId)) return 'deviceId';
    if (given['owner'] !== undefined) {
      if (!OWNERS.includes(given['owner'])) return 'owner';
      this.#owners.set(deviceId, given['owner'] as ForeignOwner);
      return null;
    }
    const { afterMs = 0, management = 'GRANT' } = given;
    if (typeof afterMs !== 'number' || !(afterMs >= 0)) return 'afterMs';
    if (!PACKAGES.includes(management)) return 'management';
    this.#cameras.set(deviceId, {
      deviceId,
      plugsInAtMs: this.#clock.nowMs() + afterMs,
      management: management as PackageState,
      userName: text('userName'),
      password: text('password'),
      algorithm: text('algorithm'),
      domain: given['domain'] === undefined ? this.#domain : text('domain'),
      hasWrongChannels: given['hasWrongChannels'] === true,
      failsOddly: given['failsOddly'] === true,
    });
    return null;
  }

  ownerOf(deviceId: string): ForeignOwner | null {
    return this.#owners.get(deviceId) ?? null;
  }

  /** The enterprise added the device. */
  enter(deviceId: string, account: SipAccount): void {
    this.#accounts.set(deviceId, account);
    this.#states.set(deviceId, 'NOT_CONNECTED');
  }

  /** A device of the world has no account here: its password was entered before the simulator began. */
  setPassword(deviceId: string, password: string): void {
    const account = this.#accounts.get(deviceId);
    if (account !== undefined) account.password = password;
  }

  forget(deviceId: string): void {
    this.#accounts.delete(deviceId);
    this.#states.delete(deviceId);
  }

  stateOf(device: IvmDevice): GbAccessState {
    if (device.state === 'ONLINE') return 'CONNECTED';
    return this.#states.get(device.id) ?? 'NOT_CONNECTED';
  }

  /**
   * Lets every camera that sends by now register, or fail to. Call before anything is read.
   *
   * @returns the devices that came on line.
   */
  settle(): readonly IvmDevice[] {
    const nowMs = this.#clock.nowMs();
    const connected: IvmDevice[] = [];
    for (const camera of this.#cameras.values()) {
      const device = this.#estate.devices.get(camera.deviceId);
      const account = this.#accounts.get(camera.deviceId);
      if (device === undefined || account === undefined) continue;
      if (device.state !== 'UNREGISTERED' || camera.plugsInAtMs > nowMs) continue;
      const state = this.#judge(camera, device, account);
      this.#states.set(device.id, state);
      if (state !== 'CONNECTED') continue;
      this.#connect(device, camera, nowMs);
      connected.push(device);
    }
    return connected;
  }

  #judge(camera: BoxedCamera, device: IvmDevice, account: SipAccount): GbAccessState {
    if (camera.userName === '' || camera.domain !== this.#domain) return 'NO_AUTHENTICATION_INFO';
    const isKnown = camera.userName === device.username && camera.password === account.password;
    if (!isKnown || camera.algorithm !== account.algorithm) return 'AUTHENTICATION_FAILED';
    if (camera.failsOddly) return 'UNKNOWN_ERROR';
    return camera.hasWrongChannels ? 'CATALOG_ERROR' : 'CONNECTED';
  }

  #connect(device: IvmDevice, { management }: BoxedCamera, nowMs: number): void {
    device.state = 'ONLINE';
    device.updatedAtMs = nowMs;
    addChannel(device, { id: `${device.id.slice(0, 10)}131${device.id.slice(13)}`, management, nowMs });
    this.#estate.touch();
  }
}
