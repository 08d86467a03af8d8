/** The entries of the palette: all actions, and the results of the areas' sources. */
import type { Text } from '../i18n/i18n.ts';
import { LOCALE_NAMES, LOCALES } from '../i18n/locale.ts';
import type { PaletteSource } from '../state/actions/area.ts';
import { isProvided, runAction } from '../state/actions/shortcut-actions.ts';
import {
  actionOf,
  allActions,
  groupOf,
  scopesFrom,
  type ActionId,
  type ActionRow,
} from '../state/actions/shortcut-table.ts';
import { printedKeys } from '../state/actions/shortcuts.ts';
import { matchNames, type Matches, type SearchHow } from '../state/page/name-search.ts';
import { goTo, type Screen } from '../state/page/navigation.ts';
import { setPreferences, usePreferences } from '../state/page/preferences.ts';
import type { Action } from '../ui/action.ts';
import { keeping } from '../ui/keeping.ts';

const MAX_OTHERS = 8;
const MAX_ACTIONS = 40;
/** How many times as many entries are shown each time that the operator asks for more, and at most. */
export const WIDER = 5;
export const WIDEST = WIDER * WIDER;

export interface CommandSources {
  readonly t: Text;
  /** The sources of the areas, in the order in which the palette shows their results. */
  readonly sources: readonly PaletteSource[];
  /** Ids of earlier commands, the last first. */
  readonly recent: readonly string[];
  /** The other language's words for an action, so that it is found by either. */
  readonly otherText: Text;
}

/** The results of a query. */
export interface Found {
  readonly commands: readonly Action[];
  /** How many match, also those that are not shown. */
  readonly total: number;
  /** Nothing has the words as they were typed: these have one typing error in a word. */
  readonly isNear: boolean;
}

interface ReadSource {
  readonly source: PaletteSource;
  readonly entries: readonly Action[];
}

/** Built once for as long as the palette is open; each key stroke only searches. */
export class Commands {
  readonly #sources: CommandSources;
  readonly #before: readonly ReadSource[];
  readonly #after: readonly ReadSource[];
  readonly #actions: readonly Action[];

  constructor(sources: CommandSources) {
    this.#sources = sources;
    const { t, otherText } = sources;
    const read = sources.sources.map((source) => ({ source, entries: source.entries?.(t) ?? [] }));
    this.#before = read.filter(({ source }) => source.isBeforeActions);
    this.#after = read.filter(({ source }) => !source.isBeforeActions);
    const actions = actionCommands(t, otherText, usePreferences.getState().shortcuts);
    this.#actions = [...actions.filter(isOffered).map(({ command }) => command), ...languageCommands(t)];
  }

  /**
   * Exact entries first, then recent ones, then the entries before the actions, the actions, the other entries. When
   * nothing has the words of the query, each word may have one typing error.
   *
   * @param width 1, or more for as many times the entries of each kind.
   */
  find(query: string, width = 1): Found {
    const { t, sources } = this.#sources;
    for (const { meaningOf } of sources) {
      const meant = meaningOf?.(t, query) ?? null;
      if (meant !== null) return { commands: [meant], total: 1, isNear: false };
    }
    if (query.trim() === '') {
      const commands = unique([...this.#recent(), ...this.#shownAtOnce(), ...this.#actions]);
      return { commands, total: commands.length, isNear: false };
    }
    const exact = this.#search(query, width, false);
    return exact.commands.length > 0 ? exact : this.#search(query, width, true);
  }

  #search(query: string, width: number, isForgiving: boolean): Found {
    const { t, recent } = this.#sources;
    const how = { limit: width, isForgiving };
    const before = this.#before.map((read) => ({ ...read, ...matchesIn(read, t, query, how) }));
    const after = this.#after.map((read) => matchesIn(read, t, query, how));
    const actions = matchNames(this.#actions, query, { limit: MAX_ACTIONS * width, isForgiving });
    const exact = before.flatMap(({ source, found }) => found.filter((entry) => source.isExact?.(entry, query)));
    const parts = [...before, actions, ...after];
    const found = parts.flatMap((part) => part.found);
    const ids = new Set(recent);
    const late = found.filter(({ id }) => ids.has(id));
    const commands = unique([...exact, ...late, ...found]);
    const total = parts.reduce((sum, part) => sum + part.total, 0);
    return { commands, total: Math.max(total, commands.length), isNear: isForgiving };
  }

  #shownAtOnce(): readonly Action[] {
    const read = [...this.#before, ...this.#after];
    return read.filter(({ source }) => source.isShownAtOnce).flatMap(({ entries }) => entries);
  }

  #recent(): readonly Action[] {
    const { t, recent, sources } = this.#sources;
    const entries = [...this.#before, ...this.#after].flatMap((read) => read.entries);
    const all = new Map([...entries, ...this.#actions].map((entry) => [entry.id, entry]));
    return recent.flatMap((id) => all.get(id) ?? sources.flatMap(({ entryOf }) => entryOf?.(t, id) ?? []));
  }
}

/** @param how its `limit` is a multiple of the limit of the source. */
function matchesIn({ source, entries }: ReadSource, t: Text, query: string, how: SearchHow): Matches<Action> {
  const own = { ...how, limit: (source.limit ?? MAX_OTHERS) * how.limit };
  return source.find?.(t, query, own) ?? matchNames(entries, query, own);
}

const unique = (commands: readonly Action[]): readonly Action[] => [
  ...new Map(commands.map((command) => [command.id, command])).values(),
];

interface ActionCommand {
  readonly action: ActionRow;
  readonly command: Action;
}

/** Whether an action can run now, or can once its screen shows. */
const isOffered = ({ action: { id, scope } }: ActionCommand): boolean => isProvided(id) || scope !== 'everywhere';

const actionCommands = keeping((t: Text, otherText: Text, _shortcuts: unknown): readonly ActionCommand[] =>
  allActions()
    .filter(({ isKeyOnly }) => !isKeyOnly)
    .map((action) => {
      const { id } = action;
      const { icon, label } = groupOf(action);
      const command = {
        id: `action:${id}`,
        icon,
        name: action.title(t),
        words: `${action.title(otherText)} ${label(t)}`,
        keys: printedKeys(id),
        reason: action.reason?.(t) ?? undefined,
        run: () => runFromAnywhere(id),
      };
      return { action, command };
    }),
);

/** Runs an action from anywhere: its screen comes first. */
function runFromAnywhere(id: ActionId): void {
  // Below `everywhere` stands the screen that the scope is on.
  const screen = scopesFrom(actionOf(id).scope).at(-2);
  if (screen !== undefined) goTo(screen as Screen);
  runAction(id);
}

function languageCommands(t: Text): readonly Action[] {
  return LOCALES.map((locale) => ({
    id: `language:${locale}`,
    icon: 'settings',
    name: t('shell.palette.language', { name: LOCALE_NAMES[locale] }),
    run: () => void setPreferences({ locale }),
  }));
}
