/**
 * The cameras of walls: their names are stored, and those that cannot be shown any more are listed. Walls get the new
 * ids of cameras whose account came back.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { MissingCamera } from '../../../preload/contract/walls.ts';
import { accountOf, type AccountId, type ChannelId, type WallId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import { channelOf } from '../../../preload/domain/walls/wall-tiles.ts';
import type { RememberedCamera, WallCameraTable } from '../../db/walls/wall-cameras.ts';
import { log } from '../../log.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AdoptionService } from '../cameras/adoption.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { written, type WallsService } from './walls.ts';

/** The part of the camera directory that the walls need. */
export interface WallDirectory {
  states(): readonly { readonly accountId: AccountId; readonly revision: number; readonly phase: string }[];
  channelsOf(accountId: AccountId): readonly Pick<NumberedChannel, 'id' | 'name' | 'number'>[];
}

interface WallCamerasOptions {
  readonly walls: WallsService;
  readonly table: WallCameraTable;
  readonly accountStore: Pick<AccountStore, 'list' | 'find'>;
  readonly directory: WallDirectory;
  readonly adoption: Pick<AdoptionService, 'found' | 'learn'>;
  readonly emit: Emit;
}

export interface Remap {
  readonly from: ChannelId;
  readonly to: ChannelId | null;
}

/** Limit of remembered cameras that no wall shows now: older walls and versions may still name them. */
const MAX_REMEMBERED = 20_000;

export class WallCamerasService implements CameraRefs {
  readonly #options: WallCamerasOptions;
  readonly #remembered: Map<ChannelId, RememberedCamera>;
  /** Contents of the directory that were looked at already, when they were whole. */
  readonly #seen = new Map<AccountId, number>();
  /** Accounts that were read to the end: until the next reading ends, the last one still counts. */
  readonly #whole = new Set<AccountId>();
  #lastMissing = '';
  /** Many walls are saved one after the other: their cameras are looked up once, after the last wall. */
  #isReplacing = false;

  constructor(options: WallCamerasOptions) {
    this.#options = options;
    this.#remembered = new Map(options.table.all().map((camera) => [camera.channelId, camera]));
    this.#tellOwners([...this.#remembered.values()]);
    options.walls.onChanged(({ after }) => {
      if (this.#isReplacing) return;
      this.#remember(camerasOf(after));
      this.#announce();
    });
  }

  /** Walls that miss cameras, with all that is known of those. */
  missing(): { wallId: WallId; cameras: MissingCamera[] }[] {
    const lookup = this.#lookup();
    return this.#options.walls.list().flatMap((wall) => {
      const cameras = missingOf(wall, lookup);
      return cameras.length === 0 ? [] : [{ wallId: wall.id, cameras }];
    });
  }

  /** The remembered facts of cameras, from the present directory or from earlier. */
  describe(ids: readonly ChannelId[]): ReadonlyMap<ChannelId, RememberedCamera> {
    this.#remember(ids);
    return new Map(ids.flatMap((id) => entryOf(id, this.#remembered.get(id))));
  }

  /** Names of cameras that come from elsewhere, such as a file. */
  learn(cameras: readonly RememberedCamera[]): void {
    this.#tellOwners(cameras);
    this.#store(cameras.filter(({ channelId }) => !this.#remembered.has(channelId)));
  }

  /** Says whether the present directory lists a camera; null while that is not known yet. */
  listed(): (id: ChannelId) => boolean | null {
    return this.#lookup().isListed;
  }

  /** Replaces cameras of a wall, everywhere on it. @throws {AppError} `wall.not-found`. */
  remap({ wallId, cameras }: { wallId: WallId; cameras: readonly Remap[] }): { before: Wall; after: Wall } {
    const { walls } = this.#options;
    const before = walls.get(wallId);
    const tiles = withReplaced(before.tiles, new Map(cameras.map(({ from, to }) => [from, to])));
    return { before, after: tiles === before.tiles ? before : walls.save({ ...before, tiles }, 'remapped') };
  }

  /** An account came, changed or went. */
  onAccounts(): void {
    this.#seen.clear();
    this.#whole.clear();
    this.#announce();
  }

  /** Compares the walls with the present directory: stores names, and finds cameras that are missing. */
  onDirectory(): void {
    const { directory, walls } = this.#options;
    let isNew = false;
    for (const { accountId, revision, phase } of directory.states()) {
      if (revision === 0 || this.#seen.get(accountId) === revision) continue;
      // Where the next reading has begun already, this content is looked at again when that reading ends.
      if (phase === 'ready') this.#seen.set(accountId, revision);
      isNew = true;
    }
    if (!isNew) return;
    this.#remember(walls.list().flatMap(camerasOf));
    this.#announce();
  }

  /** The stored tiles with new camera ids, where an account of today lists the cameras of an account that is gone. */
  found(tiles: readonly TileContent[]): readonly TileContent[] {
    return withReplaced(tiles, this.#options.adoption.found(camerasOf({ tiles })));
  }

  *cameraIds(): Generator<ChannelId> {
    const { walls } = this.#options;
    for (const wall of walls.list()) yield* camerasOf(wall);
    for (const { wall } of walls.removed()) yield* camerasOf(wall);
  }

  /** @throws {AppError} `storage.write-failed`; walls that were written before keep the new ids. */
  async replaceCameras({ cameras: adopted }: Adopted): Promise<void> {
    const { walls } = this.#options;
    const isConcerned = (wall: Wall): boolean => withReplaced(wall.tiles, adopted) !== wall.tiles;
    const renewed = (wall: Wall): Wall => ({ ...wall, tiles: withReplaced(wall.tiles, adopted) });
    for (const { wall } of walls.removed()) if (isConcerned(wall)) walls.saveRemoved(renewed(wall));
    const ids = walls.list().flatMap((wall) => (isConcerned(wall) ? wall.id : []));
    if (ids.length === 0) return;
    this.#isReplacing = true;
    try {
      for (const id of ids) {
        const wall = walls.find(id); // the present wall: an operator may have changed or removed it in the meantime
        if (wall && isConcerned(wall)) walls.save(renewed(wall), 'remapped');
        await yieldToEvents();
      }
    } finally {
      this.#isReplacing = false;
      this.#remember(walls.list().flatMap(camerasOf));
      this.#announce();
    }
  }

  /** Cameras of a file, and of walls of earlier versions, may belong to accounts that were never here. */
  #tellOwners(cameras: readonly RememberedCamera[]): void {
    const owners = new Map(cameras.map((camera) => [accountOf(camera.channelId), camera]));
    const accounts = [...owners].map(([id, { vendor, accountLabel }]) => ({ id, vendor, label: accountLabel }));
    this.#options.adoption.learn(accounts);
  }

  #lookup(): Lookup {
    const { directory, accountStore } = this.#options;
    for (const { accountId, phase } of directory.states()) if (phase === 'ready') this.#whole.add(accountId);
    const listed = new Map<AccountId, Set<ChannelId>>();
    const idsOf = (accountId: AccountId): Set<ChannelId> => {
      const known = listed.get(accountId) ?? new Set(directory.channelsOf(accountId).map(({ id }) => id));
      listed.set(accountId, known);
      return known;
    };
    const hasAccount = (id: ChannelId): boolean => accountStore.find(accountOf(id)) !== null;
    const isListed = (id: ChannelId): boolean | null => {
      const owner = accountOf(id);
      const account = accountStore.find(owner);
      if (!account) return false;
      if (idsOf(owner).has(id)) return true;
      // An account that is off, or was not read to the end, says nothing of its cameras.
      return account.isEnabled && this.#whole.has(owner) ? false : null;
    };
    const isOff = (id: ChannelId): boolean => accountStore.find(accountOf(id))?.isEnabled === false;
    return { hasAccount, isOff, isListed, describe: (id) => this.#remembered.get(id) ?? null };
  }

  #remember(ids: Iterable<ChannelId>): void {
    const { accountStore, directory } = this.#options;
    const byAccount = Map.groupBy(new Set(ids), accountOf);
    const learnt: RememberedCamera[] = [];
    for (const [accountId, wanted] of byAccount) {
      const account = accountStore.find(accountId);
      if (!account) continue;
      const isWanted = new Set(wanted);
      for (const { id, name, number } of directory.channelsOf(accountId)) {
        if (!isWanted.has(id)) continue;
        const camera = { channelId: id, vendor: account.vendor, accountLabel: account.label, number, name };
        const known = this.#remembered.get(id);
        if (JSON.stringify(known) !== JSON.stringify(camera)) learnt.push(camera);
      }
    }
    this.#store(learnt);
  }

  /** Names are a comfort: a disk that refuses them must not refuse the wall. */
  #store(cameras: readonly RememberedCamera[]): void {
    if (cameras.length === 0) return;
    for (const camera of cameras) this.#remembered.set(camera.channelId, camera);
    const surplus = [...this.#remembered.keys()].slice(0, Math.max(0, this.#remembered.size - MAX_REMEMBERED));
    for (const id of surplus) this.#remembered.delete(id);
    try {
      written(() => this.#options.table.save(cameras));
      if (surplus.length > 0) this.#options.table.forget(surplus);
    } catch (error) {
      log.warn('names of cameras could not be kept', { error });
    }
  }

  #announce(): void {
    const now = JSON.stringify(this.missing());
    if (now === this.#lastMissing) return;
    this.#lastMissing = now;
    this.#options.emit('wall.missing-changed', {});
  }
}

interface Lookup {
  readonly hasAccount: (id: ChannelId) => boolean;
  readonly isOff: (id: ChannelId) => boolean;
  readonly isListed: (id: ChannelId) => boolean | null;
  readonly describe: (id: ChannelId) => RememberedCamera | null;
}

const entryOf = <K, V>(key: K, value: V | undefined): [K, V][] => (value === undefined ? [] : [[key, value]]);

export function camerasOf({ tiles }: Pick<Wall, 'tiles'>): ChannelId[] {
  return tiles.flatMap((content) => channelOf(content) ?? []);
}

function missingOf(wall: Wall, { hasAccount, isOff, isListed, describe }: Lookup): MissingCamera[] {
  const found = new Map<ChannelId, MissingCamera & { tiles: number[] }>();
  wall.tiles.forEach((content, tile) => {
    const channelId = channelOf(content);
    if (channelId === null || (!isOff(channelId) && isListed(channelId) !== false)) return;
    const known = found.get(channelId);
    if (known) return void known.tiles.push(tile);
    const { name = null, number = null, accountLabel = null, vendor = null } = describe(channelId) ?? {};
    const hasCloud = isOff(channelId) ? 'account-off' : 'not-listed';
    const reason = hasAccount(channelId) ? hasCloud : 'no-account';
    found.set(channelId, { channelId, tiles: [tile], name, number, accountLabel, vendor, reason });
  });
  return [...found.values()];
}

/** The tiles with cameras replaced, a camera for null taken off; the same array when nothing is replaced. */
function withReplaced(
  tiles: readonly TileContent[],
  replaced: ReadonlyMap<ChannelId, ChannelId | null>,
): readonly TileContent[] {
  const newContent = (content: TileContent): TileContent | undefined => {
    const id = channelOf(content);
    return id === null ? undefined : replaced.get(id);
  };
  if (tiles.every((content) => newContent(content) === undefined)) return tiles;
  return tiles.map((content) => {
    const after = newContent(content);
    return after === undefined ? content : after;
  });
}
