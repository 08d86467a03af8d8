/**
 * Cameras and recorders that somebody takes out of the box, types values into and plugs in. A device registers by itself after a
 * time; VCS reports no reason when that fails: the device waits for ever (state 2).
 */
import type { Clock } from '../../kernel/clock.ts';
import { isRecord } from '../../kernel/json.ts';
import type { VcsDevice, VcsEstate } from './estate.ts';
import { passwordOf } from './views.ts';

/** The values that were typed into a device. */
interface BoxedCamera {
  readonly deviceId: string;
  /** Cloud time from which the device sends. */
  readonly plugsInAtMs: number;
  readonly password: string;
  readonly serverId: string;
  readonly realm: string;
}

export interface SipServer {
  readonly id: string;
  readonly realm: string;
}

export class BoxedCameras {
  readonly #estate: VcsEstate;
  readonly #clock: Clock;
  readonly #server: SipServer;
  readonly #cameras = new Map<string, BoxedCamera>();
  /** When each device over SAPI gets power, by its activation code. */
  readonly #codes = new Map<string, number>();

  constructor(estate: VcsEstate, clock: Clock, server: SipServer) {
    this.#estate = estate;
    this.#clock = clock;
    this.#server = server;
  }

  /**
   * `{deviceId, password, afterMs?, serverId?, realm?}`, what was typed into a device that sends from `afterMs` on; or
   * `{activateCode, afterMs?}`, a device over SAPI that has this code. A second order for a device replaces the first: somebody typed
   * again.
   *
   * @returns the name of the part that cannot be so, or null.
   */
  order(order: object): string | null {
    const given = isRecord(order) ? order : {};
    const { deviceId, password = '', afterMs = 0, serverId = this.#server.id, realm = this.#server.realm } = given;
    if (given['activateCode'] !== undefined) return this.#orderCode(given['activateCode'], afterMs);
    if (typeof deviceId !== 'string' || !/^\d{20}$/.test(deviceId)) return 'deviceId';
    if (typeof password !== 'string') return 'password';
    if (typeof afterMs !== 'number' || !(afterMs >= 0)) return 'afterMs';
    if (typeof serverId !== 'string') return 'serverId';
    if (typeof realm !== 'string') return 'realm';
    const plugsInAtMs = this.#clock.nowMs() + afterMs;
    this.#cameras.set(deviceId, { deviceId, plugsInAtMs, password, serverId, realm });
    return null;
  }

  /** Lets every device that sends by now register, or fail to. Call before anything is read. */
  settle(): void {
    const nowMs = this.#clock.nowMs();
    for (const camera of this.#cameras.values()) {
      const device = this.#estate.devices.get(camera.deviceId);
      if (device?.state !== '2' || camera.plugsInAtMs > nowMs || !this.#isWelcome(device, camera)) continue;
      this.#join(device, nowMs);
    }
    if (this.#codes.size === 0) return;
    for (const device of this.#estate.devices.values()) {
      const atMs = this.#codes.get(device.settings['ActivateCode'] ?? '');
      if (atMs === undefined || atMs > nowMs || device.state !== '2') continue;
      if (device.protocol === 'SAPI' && device.parentId === '') this.#join(device, nowMs);
    }
  }

  #orderCode(code: unknown, afterMs: unknown): string | null {
    if (typeof code !== 'string' || code === '') return 'activateCode';
    if (typeof afterMs !== 'number' || !(afterMs >= 0)) return 'afterMs';
    this.#codes.set(code, this.#clock.nowMs() + afterMs);
    return null;
  }

  /** A device is on line with its channels. */
  #join(device: VcsDevice, nowMs: number): void {
    for (const one of [device, ...this.#estate.childrenOf(device)]) {
      one.state = '1';
      one.modifiedAtMs = nowMs;
    }
  }

  /** A channel of a recorder does not register by itself. */
  #isWelcome(device: VcsDevice, { password, serverId, realm }: BoxedCamera): boolean {
    const isKnown = serverId === this.#server.id && realm === this.#server.realm && password === passwordOf(device);
    return isKnown && device.protocol === 'GBT28181' && device.parentId === '';
  }
}
