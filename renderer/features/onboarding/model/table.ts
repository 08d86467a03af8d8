/** A pasted table: its rows, the outcome of each, and the rows to send again. Secrets leave with a row that is done. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import { orderFate } from '../../../../preload/domain/lost-answer.ts';
import {
  MAX_ONBOARDING_ROWS,
  MAX_PASTED_CHARS,
  type OnboardingOffer,
  type OnboardingOutcome,
  type OnboardingValues,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import { addRows } from './onboarding.ts';

export interface TableRow {
  readonly values: OnboardingValues;
  /** Null: not sent yet. */
  readonly outcome: OnboardingOutcome | null;
}

interface TableState {
  readonly text: string;
  readonly rows: readonly TableRow[];
  readonly refused: { readonly kind: 'too-long' | 'too-many' | 'none'; readonly count: number } | null;
  readonly isBusy: boolean;
  readonly error: WireError | null;
}

const EMPTY: TableState = { text: '', rows: [], refused: null, isBusy: false, error: null };
export const useTable = create<TableState>(() => EMPTY);

export const startOver = (): void => useTable.setState(EMPTY);

/** @returns whether the text was taken; a longer one leaves what was there. */
export function setText(text: string): boolean {
  const isTaken = text.length <= MAX_PASTED_CHARS;
  if (isTaken) useTable.setState({ text, refused: null });
  else useTable.setState({ refused: { kind: 'too-long', count: MAX_PASTED_CHARS } });
  return isTaken;
}

const SEPARATORS = ['\t', ';', ','] as const;

/**
 * The rows of a text. A first row without a digit names the columns and is left out; without a place on the map among
 * the values, only its first cell is checked.
 */
export function rowsIn(text: string, { rules }: Pick<OnboardingOffer, 'rules'>): readonly OnboardingValues[] {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const separator = SEPARATORS.find((one) => lines.some((line) => line.includes(one))) ?? '\t';
  const hasPlace = rules.some(({ field }) => field === 'latitude');
  return lines.flatMap((line, at): OnboardingValues[] => {
    const cells = line.split(separator);
    if (at === 0 && !/\d/.test(hasPlace ? line : (cells[0] ?? ''))) return [];
    // A blank is a sign of a password: only other values lose theirs at the ends.
    const values = rules.map(({ field, isSecret }, i) => [
      field,
      isSecret ? (cells[i] ?? '') : (cells[i] ?? '').trim(),
    ]);
    const row = Object.fromEntries(values) as OnboardingValues;
    return [{ ...row, algorithm: row.algorithm || 'SHA256' }];
  });
}

export function readRows(offer: OnboardingOffer): void {
  const rows = rowsIn(useTable.getState().text, offer);
  const max = Math.min(offer.maxRows, MAX_ONBOARDING_ROWS);
  if (rows.length === 0) return useTable.setState({ refused: { kind: 'none', count: 0 } });
  if (rows.length > max) return useTable.setState({ refused: { kind: 'too-many', count: rows.length } });
  useTable.setState({ text: '', refused: null, rows: rows.map((values) => ({ values, outcome: null })) });
}

export const isOpen = ({ outcome }: TableRow): boolean => outcome?.state !== 'done';

/** Of a row whose order as a whole got no answer: it may be in the cloud. Main looks there before it sends the row again. */
const LOST: OnboardingOutcome = { state: 'unknown', field: null, problem: null, reason: null, error: null, id: null };

/**
 * Sends rows that are not done.
 *
 * @param places of rows in the table, from 0, as texts.
 */
export async function sendRows(
  { kind, rules }: Pick<OnboardingOffer, 'kind' | 'rules'>,
  places: ReadonlySet<string>,
): Promise<void> {
  const { rows, isBusy } = useTable.getState();
  const open = rows.filter((row, at) => places.has(String(at)) && isOpen(row));
  if (isBusy || open.length === 0) return;
  useTable.setState({ isBusy: true, error: null });
  const { outcomes, error } = await addRows(
    kind,
    open.map(({ values }) => values),
  );
  const secret = new Set<string>(rules.flatMap(({ field, isSecret }) => (isSecret ? [field] : [])));
  const others = error !== null && orderFate(error.code) === 'unknown' ? LOST : null;
  const outcomeOf = new Map(open.map((row, i) => [row, outcomes?.[i] ?? others]));
  useTable.setState({
    isBusy: false,
    error,
    rows: rows.map((row) => {
      const outcome = outcomeOf.get(row) ?? row.outcome;
      if (outcome?.state !== 'done') return { ...row, outcome };
      const values = Object.fromEntries(Object.entries(row.values).filter(([field]) => !secret.has(field)));
      return { values, outcome };
    }),
  });
}

/** The rows that are not done become text again; rows that are done stay in the list of cameras in work. */
export function editRows({ rules }: Pick<OnboardingOffer, 'rules'>): void {
  const lines = useTable
    .getState()
    .rows.filter(isOpen)
    .map(({ values }) => rules.map(({ field }) => values[field] ?? '').join('\t'));
  useTable.setState({ ...EMPTY, text: lines.join('\n') });
}
