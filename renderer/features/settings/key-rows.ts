/** The actions as the sheet and the settings list them. */
import type { Text } from '../../i18n/i18n.ts';
import { keysFor, type ChosenKeys } from '../../state/actions/shortcut-bindings.ts';
import { printChord } from '../../state/actions/shortcut-keys.ts';
import { actionGroups, allActions, type ActionRow } from '../../state/actions/shortcut-table.ts';
import { isMac } from '../../state/actions/shortcuts.ts';

export interface KeyRow {
  readonly action: ActionRow;
  readonly title: string;
  /** As printed on the keys of the platform. */
  readonly keys: readonly string[];
  readonly isChanged: boolean;
}

export interface KeyGroup {
  /** The id of the group. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

function printed(action: ActionRow, chosen: ChosenKeys): readonly string[] {
  if (action.printed !== undefined) return [action.printed];
  return keysFor(action.id, chosen).map((chord) => printChord(chord, isMac()));
}

/** Groups with the rows whose title or keys hold every word of the query. */
export function keyGroups(t: Text, chosen: ChosenKeys, query: string): readonly KeyGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = allActions().map((action) => {
    const keys = printed(action, chosen);
    return { action, title: action.title(t), keys, isChanged: chosen[action.id] !== undefined };
  });
  const found = rows.filter(({ title, keys }) => {
    const text = `${title} ${keys.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return actionGroups()
    .map(({ id, label }) => ({ id, title: label(t), rows: found.filter(({ action }) => action.group === id) }))
    .filter((group) => group.rows.length > 0);
}
