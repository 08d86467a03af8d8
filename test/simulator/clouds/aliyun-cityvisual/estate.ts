/** Instances, work groups and camera points as City Visual names them, with everything that clients changed. */
import { hashOf } from '../../world/random.ts';
import type { World, WorldDevice } from '../../world/world.ts';

export interface CvInstance {
  readonly id: string;
  readonly regionId: string;
  readonly createdAtMs: number;
  /** Camera points that were paid for. */
  readonly capacity: number;
  /** Prepaid until then; only an expired one may be released. */
  readonly expiresAtMs: number;
  name: string;
  description: string;
  status: 'Running' | 'Stopped';
}

export interface CvWorkGroup {
  readonly id: string;
  readonly instanceId: string;
  readonly name: string;
  readonly protocol: string;
  readonly theoryCut: string;
  /** Channels that the group takes in. */
  readonly jobCount: number;
  readonly createdAtMs: number;
  description: string;
  updatedAtMs: number;
}

export interface CvCamera {
  readonly id: string;
  readonly serial: string;
  readonly instanceId: string;
  readonly workGroupId: string;
  readonly cameraKey: string;
  name: string;
  inviteUri: string;
  location: { readonly latitude: string; readonly longitude: string };
  /** The state that was ordered for the point; it is in force after the time of `changedAtMs` has passed. */
  isOnline: boolean;
  changedAtMs: number;
  updatedAtMs: number;
  /** A point without a video source: ordered to connect, it stays offline. */
  readonly isDead: boolean;
}

/** Connecting and cutting a stream; the document gives no time. */
const SWITCH_MS = 2_000;
const DAY_MS = 86_400_000;
export const HOME_REGION = 'cn-shanghai';

export class CvEstate {
  readonly instances = new Map<string, CvInstance>();
  readonly workGroups = new Map<string, CvWorkGroup>();
  /** Change it with `addCamera` and `removeCamera` only. */
  readonly cameras = new Map<string, CvCamera>();
  /** Camera points by instance, then by id. */
  readonly #byInstance = new Map<string, Map<string, CvCamera>>();
  readonly #seed: number;
  #serial = 3000;

  constructor(world: World) {
    this.#seed = world.seed;
    const workGroupOf = this.#dressGroups(world);
    const names = new Map<string, Set<string>>();
    for (const device of world.devices) this.#dressDevice(device, workGroupOf.get(device.group) ?? '', names);
    this.#addExpired();
  }

  /** The numbers of everything but instances and camera points. */
  newId(): string {
    this.#serial += 1;
    return String(this.#serial);
  }

  newInstanceId(): string {
    const mark = hashOf(this.#seed, 'instance', this.instances.size).toString(36).padStart(7, '0');
    return `cityvisual-${mark}${String(this.instances.size)}`;
  }

  isOnline(camera: CvCamera, nowMs: number): boolean {
    const isSettled = nowMs - camera.changedAtMs >= SWITCH_MS;
    return !camera.isDead && (isSettled ? camera.isOnline : !camera.isOnline);
  }

  camerasOf(instanceId: string): readonly CvCamera[] {
    return [...(this.#byInstance.get(instanceId)?.values() ?? [])];
  }

  addCamera(camera: CvCamera): void {
    this.cameras.set(camera.id, camera);
    const siblings = this.#byInstance.get(camera.instanceId) ?? new Map<string, CvCamera>();
    this.#byInstance.set(camera.instanceId, siblings.set(camera.id, camera));
  }

  removeCamera(camera: CvCamera): void {
    this.cameras.delete(camera.id);
    this.#byInstance.get(camera.instanceId)?.delete(camera.id);
  }

  /** An instance for each district, a work group for each site; what hangs above a site goes to the first one below. */
  #dressGroups(world: World): ReadonlyMap<number, string> {
    const instanceOf = new Map<number, string>();
    const workGroupOf = new Map<number, string>();
    const startMs = world.devices[0]?.createdAtMs ?? 0;
    const capacity = Math.max(100, world.channelCount + 50);
    for (const group of world.groups) {
      const createdAtMs = startMs + group.index * 60_000;
      if (group.level === 1) {
        const id = this.newInstanceId();
        const draft = { id, regionId: HOME_REGION, createdAtMs, capacity, expiresAtMs: Number.POSITIVE_INFINITY };
        this.instances.set(id, { ...draft, name: plain(group.name), description: '', status: 'Running' });
        instanceOf.set(group.index, id);
      } else if (group.level === 2) {
        const id = this.newId();
        const instanceId = instanceOf.get(group.parent) ?? '';
        this.workGroups.set(id, {
          id,
          instanceId,
          name: plain(group.name),
          protocol: group.index % 3 === 0 ? 'GB28181' : 'RTMP',
          theoryCut: 'False',
          jobCount: capacity,
          createdAtMs,
          description: '',
          updatedAtMs: createdAtMs,
        });
        workGroupOf.set(group.index, id);
        if (!workGroupOf.has(group.parent)) workGroupOf.set(group.parent, id);
      } else {
        workGroupOf.set(group.index, workGroupOf.get(group.parent) ?? '');
      }
    }
    return workGroupOf;
  }

  #dressDevice(device: WorldDevice, workGroupId: string, names: Map<string, Set<string>>): void {
    const instanceId = this.workGroups.get(workGroupId)?.instanceId ?? '';
    const taken = names.get(instanceId) ?? new Set<string>();
    names.set(instanceId, taken);
    for (const channel of device.channels) {
      const number = channel.index + 1;
      const wanted = plain(channel.name);
      const name = taken.has(wanted) ? `${wanted}-${String(number)}` : wanted;
      taken.add(name);
      const id = `${String(Math.ceil(number / 100)).padStart(3, '0')}_${String(number)}`;
      const isOnline = channel.state === 'online' && device.state === 'online';
      this.addCamera({
        id,
        serial: String(number),
        instanceId,
        workGroupId,
        cameraKey: channel.cameraKey,
        name,
        inviteUri: `3101150000${String(number).padStart(10, '0')}`,
        location: {
          latitude: (31.1 + (channel.index % 883) / 8830).toFixed(6),
          longitude: (121.4 + (channel.index % 977) / 9770).toFixed(6),
        },
        isOnline,
        changedAtMs: Number.NEGATIVE_INFINITY,
        updatedAtMs: device.updatedAtMs,
        isDead: channel.state === 'unregistered',
      });
    }
  }

  /** One that has run out, so that releasing can be tried. */
  #addExpired(): void {
    const first = [...this.instances.values()][0];
    if (first === undefined) return;
    const id = this.newInstanceId();
    const createdAtMs = first.createdAtMs - 400 * DAY_MS;
    const draft = { id, regionId: HOME_REGION, createdAtMs, capacity: 10, expiresAtMs: first.createdAtMs };
    this.instances.set(id, { ...draft, name: 'Depot-1', description: '', status: 'Stopped' });
  }
}

/** Names may not hold spaces (ModifyCamera). */
const plain = (name: string): string => name.replaceAll(' ', '-');
