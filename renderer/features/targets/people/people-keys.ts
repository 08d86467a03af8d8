/** Keys over the loaded part of a list as cards. */
import type { KeyboardEvent } from 'react';
import type { Target } from '../../../../preload/domain/people/targets.ts';
import { targetIndex } from '../../../ui/rows/row-keys.ts';
import { toggled } from '../../../ui/table/column.ts';
import { askDelete } from '../model/changes.ts';
import { leaveForms } from '../model/sheet.ts';
import * as model from '../model/targets.ts';

/** The next page is asked for when so few loaded rows are left below. */
export const AHEAD_ROWS = 10;

interface KeyPlace {
  readonly rows: readonly Target[];
  /** How many stand side by side. */
  readonly perLine: number;
  /** How many lines fit on the screen. */
  readonly pageLines: number;
  readonly reveal: (index: number) => void;
}

const SIDEWARDS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Where a key leads; null where it is no key of movement. */
function indexFrom({ rows, perLine, pageLines }: KeyPlace, at: number, key: string): number | null {
  const last = rows.length - 1;
  const step = SIDEWARDS[key];
  if (perLine > 1 && step !== undefined) return Math.min(last, Math.max(0, at + step));
  const lines = Math.ceil(rows.length / perLine);
  if (perLine === 1 || key === 'Home' || key === 'End') return targetIndex(rows.length, at, key, pageLines);
  if (at < 0) return targetIndex(lines, -1, key, pageLines) === null ? null : 0;
  const line = targetIndex(lines, Math.floor(at / perLine), key, pageLines);
  return line === null ? null : Math.min(last, line * perLine + (at % perLine));
}

/** Where keys lead, and what they do there. */
export function usePeopleKeys(place: KeyPlace): (event: KeyboardEvent) => void {
  const { rows, reveal } = place;
  const at = model.useTargets((state) => state.at);
  const index = rows.findIndex(({ id }) => id === at);
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const { selected } = model.useTargets.getState();
    const isAll = (event.ctrlKey || event.metaKey) && event.key === 'a';
    const to = event.ctrlKey || event.metaKey ? null : indexFrom(place, index, event.key);
    const id = index < 0 ? null : (rows[index]?.id ?? null);
    if (to !== null) {
      model.useTargets.setState({ at: rows[to]?.id ?? null });
      reveal(to);
    } else if (isAll) model.useTargets.setState({ selected: new Set(rows.map((row) => row.id)) });
    else if (event.key === ' ' && id !== null) model.useTargets.setState({ selected: toggled(selected, id) });
    else if (event.key === 'Enter' && id !== null) leaveForms(() => void model.openPerson(id));
    else if (event.key === 'Delete' && (selected.size > 0 || id !== null)) {
      askDelete(selected.size > 0 ? selected : new Set([id ?? '']));
    } else if (event.key === 'Escape' && selected.size > 0) model.useTargets.setState({ selected: new Set() });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
