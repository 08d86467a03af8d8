/**
 * Cameras and recorders that somebody takes out of the box, types values into and plugs in. A device registers by itself after a
 * time; VIS reports no reason when that fails: the device stays UNREGISTERED.
 */
import type { Clock } from '../../kernel/clock.ts';
import { isRecord } from '../../kernel/json.ts';
import { setOnline } from './fleet.ts';
import type { MediaAddresses } from './media-addresses.ts';
import type { Tenant, VisDevice } from './tenant.ts';

/** The values that were typed into a device. */
interface BoxedCamera {
  readonly deviceId: string;
  /** Cloud time from which the device sends. */
  readonly plugsInAtMs: number;
  readonly userName: string;
  readonly password: string;
}

export class BoxedCameras {
  readonly #clock: Clock;
  readonly #addresses: MediaAddresses;
  readonly #cameras = new Map<string, BoxedCamera>();

  constructor(clock: Clock, addresses: MediaAddresses) {
    this.#clock = clock;
    this.#addresses = addresses;
  }

  /**
   * `{deviceId, userName, password, afterMs?}`, what was typed into a device that sends from `afterMs` on. A second order for a
   * device replaces the first: somebody typed again.
   *
   * @returns the name of the part that cannot be so, or null.
   */
  order(order: object): string | null {
    const given = isRecord(order) ? order : {};
    const { deviceId, userName = '', password = '', afterMs = 0 } = given;
    if (typeof deviceId !== 'string' || !/^\d{20}$/.test(deviceId)) return 'deviceId';
    if (typeof userName !== 'string') return 'userName';
    if (typeof password !== 'string') return 'password';
    if (typeof afterMs !== 'number' || !(afterMs >= 0)) return 'afterMs';
    this.#cameras.set(deviceId, { deviceId, plugsInAtMs: this.#clock.nowMs() + afterMs, userName, password });
    return null;
  }

  /** Lets every device of a project that sends by now register, or fail to. Call before anything is read. */
  settle(tenant: Tenant): void {
    const nowMs = this.#clock.nowMs();
    for (const camera of this.#cameras.values()) {
      const device = tenant.devices.get(camera.deviceId);
      if (device?.state !== 'UNREGISTERED' || camera.plugsInAtMs > nowMs) continue;
      if (isWelcome(tenant, device, camera)) setOnline(tenant, device, true, nowMs, this.#addresses);
    }
  }
}

/** By the name and the password of its credential; with an anonymous one the device's id is its user name. */
function isWelcome(tenant: Tenant, device: VisDevice, { userName, password }: BoxedCamera): boolean {
  const credential = tenant.gbCredentials.get(tenant.credentialOf.get(device.id) ?? '');
  return credential !== undefined && userName === device.username && password === credential.password;
}
