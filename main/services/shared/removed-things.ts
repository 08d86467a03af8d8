/**
 * Things that an area deleted and stores for 30 days. Each area that deletes things names them in `removedThings`
 * (main/area.ts); services/removed joins these lists into the one that operators see.
 */
import type { RemovedKind, RemovedThing } from '../../../preload/domain/removed.ts';
import { AppError } from '../../errors.ts';

export interface RemovedThings {
  readonly kind: RemovedKind;
  /** In any order. Things that were deleted more than 30 days ago are left out. */
  list(): readonly RemovedThing[];
  /**
   * Restores a thing and informs the windows.
   *
   * @returns the name of the thing now. @throws {AppError} `removed.not-found`, and the errors of an area that is full.
   */
  restore(id: string): { readonly name: string };
}

/** Nothing was deleted under this id, or 30 days are over. */
export const notRemoved = (id: string): AppError =>
  new AppError('removed.not-found', 'nothing to restore', { params: { detail: id } });
