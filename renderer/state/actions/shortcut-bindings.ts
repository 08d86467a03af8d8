/**
 * Which keys an action has now: the table's, or those that the operator chose. Pure; the operator's choices are in the
 * preferences.
 */
import type { Chord } from './shortcut-keys.ts';
import {
  actionOf,
  allActions,
  doScopesMeet,
  scopesFrom,
  type ActionId,
  type ActionRow,
  type Scope,
} from './shortcut-table.ts';

/** Chosen keys by action; actions of earlier and later versions may be among them. */
export type ChosenKeys = Readonly<Record<string, readonly Chord[]>>;

export function keysFor(id: ActionId, chosen: ChosenKeys): readonly Chord[] {
  const action = actionOf(id);
  return (action.isFixed ? undefined : chosen[id]) ?? action.keys;
}

type Index = ReadonlyMap<Chord, readonly ActionRow[]>;
const indexes = new WeakMap<ChosenKeys, Index>();

function indexOf(chosen: ChosenKeys): Index {
  const known = indexes.get(chosen);
  if (known !== undefined) return known;
  const index = new Map<Chord, ActionRow[]>();
  for (const action of allActions()) {
    for (const chord of keysFor(action.id, chosen)) index.set(chord, [...(index.get(chord) ?? []), action]);
  }
  indexes.set(chosen, index);
  return index;
}

/**
 * The action of a key at the place of the focus; the nearest scope wins. @param screen null: that on which the scope is
 * at home.
 */
export function actionFor(
  chord: Chord,
  scope: Scope,
  chosen: ChosenKeys,
  screen: string | null = null,
): ActionRow | null {
  const bound = indexOf(chosen).get(chord);
  if (bound === undefined) return null;
  for (const around of scopesFrom(scope, screen)) {
    const found = bound.find((action) => action.scope === around) ?? bound.find((action) => isAlsoOn(action, around));
    if (found !== undefined) return found;
  }
  return null;
}

const isAlsoOn = ({ alsoOn = [] }: ActionRow, scope: string): boolean => alsoOn.includes(scope);

const placesOf = ({ scope, alsoOn = [] }: ActionRow): readonly string[] => [scope, ...alsoOn];

/** Whether one key stroke could mean both actions. */
const doMeet = (a: ActionRow, b: ActionRow): boolean =>
  placesOf(a).some((one) => placesOf(b).some((other) => doScopesMeet(one, other)));

/** The other actions that a key would mean as well, were it given to `id`. */
export function conflictsOf(id: ActionId, chord: Chord, chosen: ChosenKeys): readonly ActionRow[] {
  const action = actionOf(id);
  const bound = indexOf(chosen).get(chord) ?? [];
  return bound.filter((other) => other.id !== id && doMeet(action, other));
}

/** Gives an action exactly these keys; the table's own are no choice. */
export function withKeys(chosen: ChosenKeys, id: ActionId, keys: readonly Chord[]): ChosenKeys {
  const { [id]: _before, ...rest } = chosen;
  const own = actionOf(id).keys;
  const isDefault = own.length === keys.length && own.every((chord, i) => chord === keys[i]);
  return isDefault ? rest : { ...rest, [id]: keys };
}

/**
 * Gives a key to an action and takes it from all others that it would meet; the first of them gets the key that the action
 * had, as far as that is free for it.
 */
export function withSwap(chosen: ChosenKeys, id: ActionId, chord: Chord): ChosenKeys {
  const [freed] = keysFor(id, chosen);
  const losers = conflictsOf(id, chord, chosen);
  let after = withKeys(chosen, id, [chord]);
  losers.forEach((loser, i) => {
    const kept = keysFor(loser.id, chosen).filter((other) => other !== chord);
    const canTake = i === 0 && freed !== undefined && conflictsOf(loser.id, freed, after).length === 0;
    after = withKeys(after, loser.id, canTake ? [...new Set([freed, ...kept])] : kept);
  });
  return after;
}

/** The table's keys again. Others that were given one of them lose it, or two actions would share it. */
export function withDefault(chosen: ChosenKeys, id: ActionId): ChosenKeys {
  let after = withKeys(chosen, id, actionOf(id).keys);
  for (const chord of actionOf(id).keys) {
    for (const other of conflictsOf(id, chord, after)) {
      after = withKeys(
        after,
        other.id,
        keysFor(other.id, after).filter((key) => key !== chord),
      );
    }
  }
  return after;
}
