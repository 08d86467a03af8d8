/**
 * Earlier states of walls: every change is kept, thinned out with age, described in figures, and can be rolled back to.
 */
import type { WallVersion } from '../../../preload/contract/walls.ts';
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import {
  changeBetween,
  isSameArrangement,
  isSameVersion,
  type WallContent,
} from '../../../preload/domain/walls/wall-compare.ts';
import { versionsToForget } from '../../../preload/domain/walls/wall-thinning.ts';
import type { WallVersionTable } from '../../db/walls/wall-versions.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { WallCamerasService } from './wall-cameras.ts';
import type { WallListener, WallsService } from './walls.ts';

interface WallVersionsOptions {
  readonly walls: WallsService;
  readonly table: WallVersionTable;
  readonly cameras: Pick<WallCamerasService, 'found'>;
  readonly nowMs?: () => number;
}

export class WallVersionsService {
  readonly #options: WallVersionsOptions;

  constructor(options: WallVersionsOptions) {
    this.#options = options;
    options.walls.onChanged((change) => this.#keep(change));
  }

  /** The newest first. @throws {AppError} `wall.not-found`. */
  list(wallId: WallId): WallVersion[] {
    const wall = this.#options.walls.get(wallId);
    const stored = this.#options.table.of(wallId);
    const versions = stored.map(({ id, atMs, kind, content }, i) => ({
      id,
      atMs,
      kind,
      change: changeBetween(stored[i - 1]?.content ?? null, content),
      isCurrent: i === stored.length - 1 && isSameArrangement(content, wall),
    }));
    return versions.toReversed();
  }

  /** Cameras of accounts that were added again come with their new ids. @throws {AppError} `wall.version-gone`. */
  get(wallId: WallId, versionId: number): WallContent {
    const { table, cameras } = this.#options;
    const version = table.find(wallId, versionId);
    if (!version) throw new AppError('wall.version-gone', 'no such version', { params: { detail: versionId } });
    return { ...version.content, tiles: cameras.found(version.content.tiles) };
  }

  /** Name and lock stay as they are. @throws {AppError} `wall.not-found`, `wall.version-gone`. */
  rollBack({ wallId, versionId }: { wallId: WallId; versionId: number }): { before: Wall; after: Wall } {
    const { walls } = this.#options;
    const before = walls.get(wallId);
    const { layout, tiles, aspects } = this.get(wallId, versionId);
    const wanted = { ...before, layout, tiles, aspects };
    return { before, after: isSameArrangement(before, wanted) ? before : walls.save(wanted, 'rolled-back') };
  }

  /** A wall that could be written must not fail because of its history: that failure goes to the log. */
  #keep({ before, after, kind }: Parameters<WallListener>[0]): void {
    const { table, nowMs = Date.now } = this.#options;
    try {
      if (before !== null && isSameVersion(before, after)) return;
      const atMs = nowMs();
      if (before !== null && table.last(after.id) === null)
        table.add(after.id, { atMs, kind: 'found', content: before });
      table.add(after.id, { atMs, kind, content: after });
      table.forget(versionsToForget(table.dates(after.id), atMs));
    } catch (error) {
      log.error('a version of a wall could not be kept', { error });
    }
  }
}
