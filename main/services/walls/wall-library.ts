/** Walls by name and in folders: made, named, copied, ordered, deleted and brought back. */
import { randomUUID } from 'node:crypto';
import { NAME_PROBLEMS } from '../../../preload/domain/field-problems.ts';
import { asWallFolderId, asWallId, type WallFolderId, type WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import {
  freeWallName,
  MAX_WALL_FOLDERS,
  MAX_WALL_NAME,
  MAX_WALLS,
  nextWallName,
  placesWith,
  wallNameProblem,
  type WallFolder,
  type WallLibrary,
  type WallPlace,
} from '../../../preload/domain/walls/wall-library.ts';
import { expired, type RemovedThing } from '../../../preload/domain/removed.ts';
import { normaliseName } from '../../../preload/domain/cameras/sites.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';
import type { WallFolderTable } from '../../db/walls/wall-folders.ts';
import type { VersionKind } from '../../db/walls/wall-versions.ts';
import type { WallTable } from '../../db/walls/walls.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Emit } from '../shared/emit.ts';
import { notRemoved, type RemovedThings } from '../shared/removed-things.ts';
import { camerasOf, type WallCamerasService } from './wall-cameras.ts';
import { wallStem, written, type WallsService } from './walls.ts';

interface WallLibraryOptions {
  readonly walls: WallsService;
  readonly table: WallTable;
  readonly folders: WallFolderTable;
  readonly cameras: Pick<WallCamerasService, 'found'>;
  readonly emit: Emit;
  /** The language of the page, in which new walls are named. */
  readonly locale: () => string;
  readonly nowMs?: () => number;
}

/** A new wall as it comes from a file or from another wall. */
export type WallDraft = Pick<Wall, 'name' | 'layout' | 'tiles' | 'aspects' | 'isLocked'>;

interface RemovedFolder {
  readonly folder: WallFolder;
  readonly at: number;
  readonly wallIds: readonly WallId[];
}

export class WallLibraryService implements RemovedThings {
  readonly kind = 'wall';
  readonly #options: WallLibraryOptions;
  readonly #removed = new Map<WallFolderId, RemovedFolder>();
  #revision = 1;

  constructor(options: WallLibraryOptions) {
    this.#options = options;
    this.#forgetOld();
  }

  library(): WallLibrary {
    const { walls, table, folders } = this.#options;
    const known = new Map(table.places().map((place) => [place.wallId, place]));
    // The wall that is there from the start is in no table yet.
    const places = walls.list().map(({ id }): WallPlace => known.get(id) ?? { wallId: id, folderId: null });
    return { revision: this.#revision, folders: folders.all(), places };
  }

  /** @throws {AppError} `input.invalid-field`, `wall.name-taken`, `wall.too-many`, `wall.not-found`. */
  create(request: { name: string | null; folderId: WallFolderId | null; copyOf: WallId | null }): Wall {
    const { walls, locale } = this.#options;
    const source = request.copyOf === null ? null : walls.get(request.copyOf);
    const names = this.#names();
    const name = request.name ?? (source ? freeWallName(names, source.name) : nextWallName(names, wallStem(locale())));
    const empty = { layout: 4, tiles: [], aspects: [] } as const;
    const folderId = request.folderId ?? (source ? this.#folderOf(source.id) : null);
    const wall = this.add({ ...empty, ...source, name, isLocked: false }, folderId, 'created');
    if (source) this.move({ wallId: wall.id, folderId, beforeId: this.#nextOf(source.id, folderId, wall.id) });
    return wall;
  }

  /** Adds a wall as it is. @throws as {@link create}. */
  add(draft: WallDraft, folderId: WallFolderId | null, kind: VersionKind): Wall {
    const { walls } = this.#options;
    walls.storeDefault();
    checkName(this.#names(), draft.name);
    if (walls.list().length >= MAX_WALLS) throw tooMany(MAX_WALLS);
    const { layout, tiles, aspects, isLocked } = draft;
    const id = asWallId(randomUUID());
    const wall = normalise({ id, name: normaliseName(draft.name), layout, tiles, aspects, isLocked, revision: 0 });
    const saved = walls.save(wall, kind);
    this.move({ wallId: id, folderId, beforeId: null });
    return saved;
  }

  /** @throws {AppError} `input.invalid-field`, `wall.name-taken`, `wall.not-found`. */
  rename({ wallId, name }: { wallId: WallId; name: string }): Wall {
    const { walls } = this.#options;
    const wall = walls.get(wallId);
    checkName(this.#names(wallId), name);
    const saved = walls.save({ ...wall, name: normaliseName(name) });
    this.#changed();
    return saved;
  }

  /** The deleted walls that can come back. */
  list(): RemovedThing[] {
    this.#forgetOld();
    const folders = new Map(this.#options.folders.all().map(({ id, name }) => [id, name]));
    return this.#options.walls.removed().map(({ wall, folderId, removedAtMs }) => {
      const folder = folderId === null ? undefined : folders.get(folderId);
      const path = folder === undefined ? [] : [folder];
      return { kind: 'wall', id: wall.id, name: wall.name, removedAtMs, path, count: camerasOf(wall).length };
    });
  }

  /** Out of sight; `restore` brings them back. The last wall leaves an empty one. */
  remove(wallIds: readonly WallId[]): void {
    const { walls, table, emit, nowMs = Date.now } = this.#options;
    walls.storeDefault();
    const gone = wallIds.filter((id) => table.find(id) !== null);
    written(() => table.setRemoved(gone, nowMs()));
    for (const wallId of gone) emit('wall.removed', { wallId });
    const [first] = walls.list();
    if (first?.revision === 0) emit('wall.changed', first);
    this.#forgetOld();
    this.#changed();
    emit('removed.changed', {});
  }

  /**
   * Restores the deleted wall. Adds a number to its name if the name is taken. If the only wall is the empty default
   * wall, the restored wall replaces it.
   *
   * @throws {AppError} `removed.not-found`, `wall.too-many`, `storage.write-failed`.
   */
  restore(id: string): Wall {
    const { walls, table, cameras, emit } = this.#options;
    const wall = walls.removed().find((removed) => removed.wall.id === id)?.wall;
    if (wall === undefined) throw notRemoved(id);
    const present = walls.list();
    if (present.length >= MAX_WALLS) throw tooMany(MAX_WALLS);
    const placeholder = present.find(({ revision }) => revision === 0);
    const name = freeWallName(this.#names(placeholder?.id), wall.name);
    const tiles = cameras.found(wall.tiles); // an account may have come back while the wall was removed
    written(() => table.setRemoved([wall.id], null));
    const isSame = name === wall.name && tiles === wall.tiles;
    const restored = isSame ? wall : walls.save({ ...wall, name, tiles });
    if (isSame) emit('wall.changed', restored);
    if (placeholder !== undefined) emit('wall.removed', { wallId: placeholder.id });
    this.#changed();
    emit('removed.changed', {});
    return restored;
  }

  /**
   * Deletes for good the walls that were deleted long ago. If the disk refuses, the log says so and the next call tries
   * again.
   */
  #forgetOld(): void {
    const { walls, table, nowMs = Date.now } = this.#options;
    try {
      const old = expired(walls.removed(), nowMs());
      if (old.length > 0) table.forget(old.map(({ wall }) => wall.id));
    } catch (error) {
      log.warn('walls that were deleted long ago could not be forgotten', { error });
    }
  }

  /** @throws {AppError} `wall.not-found`. */
  move({ wallId, folderId, beforeId }: WallPlace & { readonly beforeId: WallId | null }): void {
    const { walls, table } = this.#options;
    walls.storeDefault();
    walls.get(wallId);
    if (folderId !== null) this.#folder(folderId);
    const places = placesWith(table.places(), { wallId, folderId }, beforeId);
    written(() => table.setPlaces(places));
    this.#changed();
  }

  /** @throws {AppError} `input.invalid-field`, `wall.name-taken`, `wall.too-many`. */
  createFolder(name: string): WallFolder {
    const folders = this.#options.folders.all();
    checkName(
      folders.map((folder) => folder.name),
      name,
    );
    if (folders.length >= MAX_WALL_FOLDERS) throw tooMany(MAX_WALL_FOLDERS);
    const folder = { id: asWallFolderId(randomUUID()), name: normaliseName(name) };
    this.#replace([...folders, folder]);
    return folder;
  }

  /** @throws {AppError} `input.invalid-field`, `wall.name-taken`, `wall.not-found`. */
  renameFolder({ folderId, name }: { folderId: WallFolderId; name: string }): WallFolder {
    const folder = this.#folder(folderId);
    const folders = this.#options.folders.all();
    const others = folders.filter(({ id }) => id !== folderId);
    checkName(
      others.map((other) => other.name),
      name,
    );
    const renamed = { ...folder, name: normaliseName(name) };
    this.#replace(folders.map((other) => (other.id === folderId ? renamed : other)));
    return renamed;
  }

  /** @throws {AppError} `wall.not-found`. */
  moveFolder({ folderId, beforeId }: { folderId: WallFolderId; beforeId: WallFolderId | null }): void {
    const folder = this.#folder(folderId);
    const rest = this.#options.folders.all().filter(({ id }) => id !== folderId);
    const at = rest.findIndex(({ id }) => id === beforeId);
    this.#replace(at < 0 ? [...rest, folder] : rest.toSpliced(at, 0, folder));
  }

  /** Its walls stay. @throws {AppError} `wall.not-found`. */
  removeFolder(folderId: WallFolderId): void {
    const folder = this.#folder(folderId);
    const folders = this.#options.folders.all();
    const inside = this.#options.table.places().filter((place) => place.folderId === folderId);
    const at = folders.findIndex(({ id }) => id === folderId);
    this.#removed.set(folderId, { folder, at, wallIds: inside.map(({ wallId }) => wallId) });
    this.#replace(folders.filter(({ id }) => id !== folderId));
  }

  /** With the walls that stood in it and stand in no folder now. @throws {AppError} `wall.not-found`. */
  restoreFolder(folderId: WallFolderId): void {
    const { folders, table } = this.#options;
    const removed = this.#removed.get(folderId);
    if (!removed) throw new AppError('wall.not-found', 'no such folder to restore');
    const present = folders.all();
    const name = freeWallName(
      present.map((folder) => folder.name),
      removed.folder.name,
    );
    this.#removed.delete(folderId);
    const places = table.places().map((place) => {
      const isBack = place.folderId === null && removed.wallIds.includes(place.wallId);
      return isBack ? { ...place, folderId } : place;
    });
    this.#replace(present.toSpliced(removed.at, 0, { id: folderId, name }));
    written(() => table.setPlaces(places));
    this.#changed();
  }

  /** The folder of this name, made where there is none. */
  folderCalled(name: string): WallFolder {
    const wanted = normaliseName(name).toLowerCase();
    const known = this.#options.folders.all().find((folder) => folder.name.toLowerCase() === wanted);
    return known ?? this.createFolder(name);
  }

  #names(without: WallId | null = null): string[] {
    return this.#options.walls.list().flatMap(({ id, name }) => (id === without ? [] : [name]));
  }

  #folderOf(wallId: WallId): WallFolderId | null {
    return this.#options.table.places().find((place) => place.wallId === wallId)?.folderId ?? null;
  }

  /** The wall that follows another one in its folder. */
  #nextOf(wallId: WallId, folderId: WallFolderId | null, without: WallId): WallId | null {
    const inFolder = this.#options.table
      .places()
      .filter((place) => place.folderId === folderId && place.wallId !== without);
    return inFolder[inFolder.findIndex((place) => place.wallId === wallId) + 1]?.wallId ?? null;
  }

  #folder(id: WallFolderId): WallFolder {
    const folder = this.#options.folders.all().find((candidate) => candidate.id === id);
    if (!folder) throw new AppError('wall.not-found', 'no such folder', { params: { detail: id } });
    return folder;
  }

  #replace(folders: readonly WallFolder[]): void {
    written(() => this.#options.folders.replace(folders));
    this.#changed();
  }

  #changed(): void {
    this.#revision += 1;
    this.#options.emit('wall.library-changed', { revision: this.#revision });
  }
}

function checkName(others: readonly string[], name: string): void {
  const problem = wallNameProblem(others, name);
  if (problem === null) return;
  if (problem === 'taken')
    throw new AppError('wall.name-taken', 'name taken', { params: { label: normaliseName(name) } });
  throw new AppError('input.invalid-field', `the name is ${problem}`, {
    params: { field: 'name', detail: NAME_PROBLEMS[problem], limit: MAX_WALL_NAME },
  });
}

const tooMany = (limit: number): AppError => new AppError('wall.too-many', 'too many', { params: { limit } });
