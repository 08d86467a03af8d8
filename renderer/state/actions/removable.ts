/**
 * The kinds of things that operators delete and can restore. The areas declare their kinds (`removed` in area.ts); app/areas.ts
 * hands them over. The list of deleted things and the step of Undo know no kind by name.
 */
import type { RemovedKind, RemovedThing } from '../../../preload/domain/removed.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/icons/names.ts';
import type { NoticeLink } from '../page/notices.ts';
import type { StepOutcome } from '../page/undo.ts';

type Named = Pick<RemovedThing, 'id' | 'name'>;

export interface RemovableKind {
  readonly kind: RemovedKind;
  readonly icon: IconName;
  readonly label: (t: Text) => string;
  /** The size of a thing in words. Missing where `count` of the thing counts cameras. */
  readonly size?: (t: Text, count: number) => string;
  /** Deletes a thing that was restored, as a step of Undo. */
  readonly takeAway: (thing: Named) => Promise<StepOutcome>;
  /** The link in the status bar to a thing that was restored. Missing where the restored thing shows by itself. */
  readonly link?: (thing: Named) => NoticeLink;
}

let kinds: ReadonlyMap<RemovedKind, RemovableKind> = new Map();

/** Takes the kinds of all areas, once, before the page shows anything. */
export function setRemovable(all: readonly RemovableKind[]): void {
  kinds = new Map(all.map((one) => [one.kind, one]));
}

/** @throws {Error} for a kind that no area declares; test/unit/renderer/app/areas.test.ts excludes this. */
export function removableOf(kind: RemovedKind): RemovableKind {
  const found = kinds.get(kind);
  if (found === undefined) throw new Error(`no area declares the removable kind ${kind}`);
  return found;
}
