/**
 * Every action of the client that a key can have: one table for the key handlers, the sheet of keys, the palette, menus
 * and tooltips. The areas declare their actions in features/<area>/actions.ts; app/areas.ts hands the declarations of
 * all areas over to this table. The owner of an action provides its function, see shortcut-actions.ts.
 */
import type { Text } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/icons/names.ts';
import { inOrder } from './in-order.ts';
import type { Chord, KeyStroke } from './shortcut-keys.ts';

/** The ids and scopes of all areas: the list of areas (app/areas.ts) adds them, so that the compiler knows every id. */
export interface AreaKeys {
  readonly everywhere: { readonly id: never; readonly scope: 'everywhere' };
}
export type ActionId = AreaKeys[keyof AreaKeys]['id'];

/** Where keys act: everywhere, on a screen, or where the focus is inside of a screen. */
export type Scope = AreaKeys[keyof AreaKeys]['scope'];

/**
 * False when there was nothing to do, so that the key continues to whatever else takes it. The stroke is that of the key, for
 * what lasts as long as the key is down.
 */
export type Run = (stroke?: KeyStroke) => boolean | void;

/** A place where keys have meanings of their own. */
export interface ActionScope<Id extends string = string> {
  readonly id: Id;
  /** The scope around this scope. A screen stands in `everywhere`, and its scope has the name of the screen. */
  readonly around: string;
  /** Further screens on which the scope stands too, there in the scope of the screen itself. */
  readonly alsoOn?: readonly string[];
  /** Keys of this scope go before those around it on purpose: an operator who steers with the arrows moves to no other tile. */
  readonly isCovering?: true;
  /** The list seeks nothing by typing, so that letters can be keys in it. */
  readonly takesLetters?: true;
  /** Whether an element with the focus is in the scope; by default inside an element with `data-scope`. The first scope wins. */
  readonly isAt?: (element: Element) => boolean;
}

/** How actions are grouped for people. */
export interface ActionGroup {
  readonly id: string;
  readonly icon: IconName;
  readonly label: (t: Text) => string;
}

export interface DeclaredAction {
  /** A group of this area or of another. */
  readonly group: string;
  /** A scope of this area or of another. */
  readonly scope: string;
  readonly keys: readonly Chord[];
  /** Further screens on which the keys act too: what the action belongs to stands there as well. */
  readonly alsoOn?: readonly string[];
  /**
   * The action of another area behind which this action stands in the list. Without `after` an action stands behind the
   * action before it in its own declaration, or at the end of its group.
   */
  readonly after?: string;
  /** `fields`: also while a text field has the focus, by keys that write nothing. `always`: in dialogs too. */
  readonly reach?: 'fields' | 'always';
  /** Keys that every list of the system has: shown, never bound anew. */
  readonly isFixed?: true;
  /** The action repeats while its key is pressed. */
  readonly isRepeating?: true;
  /** Needs a row or a key to begin with, so that the palette cannot offer it. */
  readonly isKeyOnly?: true;
  /** A wall alone on the screen offers the action: it looks, listens, keeps a picture or acknowledges. Main refuses all else. */
  readonly kiosk?: true;
  /** The keys as the sheet shows them, where they are a row of keys that a reader takes as one. */
  readonly printed?: string;
  /** Why the client cannot do it now, or null. */
  readonly reason?: (t: Text) => string | null;
}

/** An action as the table of keys has it. */
export interface ActionRow<Id extends string = ActionId> extends DeclaredAction {
  readonly id: Id;
  readonly title: (t: Text) => string;
}

/** The declarations of an area; make it with {@link areaActions}. */
export interface AreaActions<Id extends string = string, ScopeId extends string = never> {
  readonly groups: readonly ActionGroup[];
  readonly scopes: readonly ActionScope<ScopeId>[];
  readonly actions: readonly ActionRow<Id>[];
  /** The functions of those actions that need no component. */
  readonly runs: Readonly<Record<string, Run>>;
}

/** The ids and scopes that an area declares. */
export type KeysOf<A> =
  A extends AreaActions<infer Id, infer ScopeId> ? { readonly id: Id; readonly scope: ScopeId } : never;

interface Declaration<Id extends string, ScopeId extends string> {
  readonly groups?: readonly ActionGroup[];
  readonly scopes?: readonly ActionScope<ScopeId>[];
  readonly actions: Readonly<Record<Id, DeclaredAction>>;
  readonly title: (t: Text, id: Id) => string;
  /** Components provide the other actions while they are there, see `useActions`. */
  readonly runs?: Readonly<Partial<Record<NoInfer<Id>, Run>>>;
}

/** The actions of an area, as the area holds them. */
export function areaActions<Id extends string, ScopeId extends string = never>({
  groups = [],
  scopes = [],
  actions,
  title,
  runs,
}: Declaration<Id, ScopeId>): AreaActions<Id, ScopeId> {
  const ids = Object.keys(actions) as Id[];
  const rows = ids.map((id) => ({ ...actions[id], id, title: (t: Text) => title(t, id) }));
  return { groups, scopes, actions: rows, runs: Object.fromEntries(Object.entries<Run>({ ...runs })) };
}

interface Table {
  readonly groups: readonly ActionGroup[];
  readonly actions: readonly ActionRow[];
  readonly byId: ReadonlyMap<string, ActionRow>;
  readonly scopes: ReadonlyMap<string, ActionScope<Scope>>;
}

let table: Table = { groups: [], actions: [], byId: new Map(), scopes: new Map() };

/**
 * Takes the actions of all areas, once, before the page shows anything.
 *
 * @throws {Error} where two areas declare one id, or where an action names a group, a scope or an action that nobody declares.
 */
export function setActions(areas: readonly AreaActions<string, string>[]): void {
  const groups = areas.flatMap((area) => area.groups);
  // AreaKeys holds the ids of the same areas.
  const scopeRows = areas.flatMap((area) => area.scopes) as readonly ActionScope<Scope>[];
  const scopes = new Map<string, ActionScope<Scope>>(scopeRows.map((scope) => [scope.id, scope]));
  const actions = inOrder(areas.map((area) => area.actions)) as readonly ActionRow[];
  const names = new Set(groups.map(({ id }) => id));
  for (const { id, group, scope, alsoOn = [] } of actions) {
    if (!names.has(group)) throw new Error(`${id}: no area declares the group ${group}`);
    for (const one of [scope, ...alsoOn]) {
      if (one !== 'everywhere' && !scopes.has(one)) throw new Error(`${id}: no area declares the scope ${one}`);
    }
  }
  table = { groups, scopes, actions, byId: new Map(actions.map((action) => [action.id, action])) };
}

/** In the order in which people read them. */
export const allActions = (): readonly ActionRow[] => table.actions;

/** In the order of the sheet of keys. */
export const actionGroups = (): readonly ActionGroup[] => table.groups;

export const isActionId = (id: string): id is ActionId => table.byId.has(id);

/** @throws {Error} before app/areas.ts has handed over the actions. */
export function actionOf(id: ActionId): ActionRow {
  const action = table.byId.get(id);
  if (action === undefined) throw new Error(`no area declares the action ${id}; app/areas.ts hands the actions over`);
  return action;
}

export function groupOf({ group }: ActionRow): ActionGroup {
  const found = table.groups.find(({ id }) => id === group);
  if (found === undefined) throw new Error(`no area declares the group ${group}`);
  return found;
}

/** The scope and those around it on a screen, the nearest first. @param screen null: where the scope is at home. */
export function scopesFrom(scope: string, screen: string | null = null): readonly string[] {
  const { around, alsoOn = [] } = table.scopes.get(scope) ?? {};
  if (around === undefined) return [scope];
  const isGuest = screen !== null && alsoOn.includes(screen);
  return [scope, ...scopesFrom(isGuest ? screen : around, screen)];
}

const isCovering = (scope: string): boolean => table.scopes.get(scope)?.isCovering === true;

/** Whether one key stroke could mean both. */
export function doScopesMeet(a: string, b: string): boolean {
  if (a !== b && (isCovering(a) || isCovering(b))) return a === 'everywhere' || b === 'everywhere';
  return scopesFrom(a).includes(b) || scopesFrom(b).includes(a);
}

export const doesTakeLetters = (scope: string): boolean => table.scopes.get(scope)?.takesLetters === true;

const isInside = (element: Element, scope: string): boolean =>
  element.closest('[data-scope]')?.getAttribute('data-scope') === scope;

/** Where the focus is on a screen. A screen without keys of its own has those that act everywhere. */
export function scopeAt(element: Element | null, screen: string): Scope {
  const screenScope = table.scopes.get(screen)?.id ?? 'everywhere';
  if (element === null) return screenScope;
  const inside = [...table.scopes.values()].find(
    ({ id, isAt }) => scopesFrom(id, screen).includes(screenScope) && (isAt ? isAt(element) : isInside(element, id)),
  );
  return inside?.id ?? screenScope;
}
