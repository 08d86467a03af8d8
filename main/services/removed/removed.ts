/** The one list of what the areas deleted and keep. */
import type { RemovedKind, RemovedThing } from '../../../preload/domain/removed.ts';
import { notRemoved, type RemovedThings } from '../shared/removed-things.ts';

export class RemovedService {
  #areas: readonly RemovedThings[] = [];

  /** Sets the areas' lists of deleted things. Called once, before the first window opens. */
  follow(areas: readonly RemovedThings[]): void {
    this.#areas = areas;
  }

  /** The newest first. */
  list(): RemovedThing[] {
    return this.#areas.flatMap((area) => area.list()).toSorted((a, b) => b.removedAtMs - a.removedAtMs);
  }

  /** @throws {AppError} as {@link RemovedThings.restore}. */
  restore({ kind, id }: { readonly kind: RemovedKind; readonly id: string }): { name: string } {
    const area = this.#areas.find((one) => one.kind === kind);
    if (area === undefined) throw notRemoved(id);
    const { name } = area.restore(id);
    return { name };
  }
}
