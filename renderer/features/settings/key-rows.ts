/** The actions as the sheet and the settings list them. */
import type { Text } from '../../i18n/i18n.ts';
import { keysFor, type ChosenKeys } from '../../state/actions/shortcut-bindings.ts';
import { printChord } from '../../state/actions/shortcut-keys.ts';
import { ACTION_AREAS, ACTIONS, type ActionArea, type ActionRow } from '../../state/actions/shortcut-table.ts';
import { isMac } from '../../state/actions/shortcuts.ts';

export interface KeyRow {
  readonly action: ActionRow;
  readonly title: string;
  /** As printed on the keys of the platform. */
  readonly keys: readonly string[];
  readonly isChanged: boolean;
}

export interface KeyGroup {
  readonly area: ActionArea;
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

export const titleOf = (t: Text, { id }: Pick<ActionRow, 'id'>): string => t(`actions.titles.${id}`);

/** Ten figures are one entry to a reader. */
function printed(action: ActionRow, chosen: ChosenKeys): readonly string[] {
  if (action.id === 'wall.callCamera') return ['0 – 9'];
  return keysFor(action.id, chosen).map((chord) => printChord(chord, isMac()));
}

/** Groups with the rows whose title or keys hold every word of the query. */
export function keyGroups(t: Text, chosen: ChosenKeys, query: string): readonly KeyGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = ACTIONS.map((action) => {
    const keys = printed(action, chosen);
    return { action, title: titleOf(t, action), keys, isChanged: chosen[action.id] !== undefined };
  });
  const found = rows.filter(({ title, keys }) => {
    const text = `${title} ${keys.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return ACTION_AREAS.map((area) => ({
    area,
    title: t(`actions.areas.${area}`),
    rows: found.filter(({ action }) => action.area === area),
  })).filter((group) => group.rows.length > 0);
}
