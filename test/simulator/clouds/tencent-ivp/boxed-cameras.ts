/**
 * Cameras that somebody takes out of the box, types values into and plugs in. A camera over GB28181 registers, and a camera over
 * RTMP pushes, by itself after a time. The cloud reports no reason when that fails: the device stays unregistered (status 0).
 */
import type { Clock } from '../../kernel/clock.ts';
import { isRecord } from '../../kernel/json.ts';
import type { ServiceConfig } from './service-config.ts';
import { ACCESS, STATUS } from './estate.ts';
import type { Device, Estate } from './estate.ts';

/** The SIP server at which GB28181 devices must register. */
export const SIP = { id: '61010000002000000001', domain: '6101000000', ip: '127.0.0.1', port: 5871 };

/** The values that were typed into a camera. */
interface BoxedCamera {
  /** Cloud time from which the camera sends. */
  readonly plugsInAtMs: number;
  readonly password: string;
  readonly serverId: string;
  readonly domain: string;
  /** The camera answers a query of its channels with none. */
  readonly hasNoChannels: boolean;
}

export class BoxedCameras {
  readonly #estate: Estate;
  readonly #clock: Clock;
  readonly #config: ServiceConfig;
  /** By the 20 digits that were typed in, or by the push address. */
  readonly #cameras = new Map<string, BoxedCamera>();

  constructor(estate: Estate, clock: Clock, config: ServiceConfig) {
    this.#estate = estate;
    this.#clock = clock;
    this.#config = config;
  }

  /**
   * `{deviceId, password, afterMs?, serverId?, domain?, hasNoChannels?}` for a camera over GB28181 into which the code `deviceId`
   * was typed, or `{pushUrl, afterMs?}` for a camera that pushes. A second order replaces the first: somebody typed again.
   *
   * @returns the name of the part that cannot be so, or null.
   */
  order(order: object): string | null {
    const given = isRecord(order) ? order : {};
    const { deviceId, pushUrl, password = '', afterMs = 0, serverId = SIP.id, domain = SIP.domain } = given;
    const isPush = pushUrl !== undefined;
    if (isPush && (typeof pushUrl !== 'string' || !pushUrl.startsWith('rtmp://'))) return 'pushUrl';
    if (!isPush && (typeof deviceId !== 'string' || !/^\d{20}$/.test(deviceId))) return 'deviceId';
    if (typeof password !== 'string') return 'password';
    if (typeof afterMs !== 'number' || !(afterMs >= 0)) return 'afterMs';
    if (typeof serverId !== 'string') return 'serverId';
    if (typeof domain !== 'string') return 'domain';
    this.#cameras.set(String(isPush ? pushUrl : deviceId), {
      plugsInAtMs: this.#clock.nowMs() + afterMs,
      password,
      serverId,
      domain,
      hasNoChannels: given['hasNoChannels'] === true,
    });
    return null;
  }

  /** The address that a camera over RTMP pushes to; its key and end stand in it while the account protects pushes. */
  pushUrlOf(device: Device): string {
    const { isPushOn, pushSecret } = this.#config.auth;
    const url = `rtmp://127.0.0.1/live/${device.id}`;
    return isPushOn ? `${url}?key=${encodeURIComponent(pushSecret)}` : url;
  }

  /** Lets every camera that sends by now register, or fail to. Call before anything is read. */
  settle(): void {
    if (this.#cameras.size === 0) return;
    for (const device of this.#estate.devices.values()) {
      if (device.status !== STATUS.unregistered) continue;
      const isGb = device.accessProtocol === ACCESS.gb;
      const camera = this.#cameras.get(isGb ? device.code : this.pushUrlOf(device));
      if (camera === undefined || camera.plugsInAtMs > this.#clock.nowMs()) continue;
      if (isGb && !isWelcome(device, camera)) continue;
      device.status = STATUS.online;
      if (!camera.hasNoChannels) this.#estate.adopt(device, isGb ? device.catalogue.length : 1);
    }
  }
}

const isWelcome = (device: Device, { password, serverId, domain }: BoxedCamera): boolean =>
  password === device.password && serverId === SIP.id && domain === SIP.domain;
