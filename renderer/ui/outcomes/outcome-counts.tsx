/** How many items had which outcome. Of several outcomes that are listed, each count is a button that shows its items alone. */
import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../icons/icon.tsx';
import type { StateName } from '../icons/names.ts';
import './outcome-list.css';

/**
 * In the order of the counts. Beside the outcomes of `preload/domain/outcomes.ts`:
 *
 * - `skipped`: the item was as wanted before, and nothing was sent for it.
 * - `ready`: nothing was sent for the item so far, and it can be.
 */
const SHOWN_OUTCOMES = ['done', 'skipped', 'refused', 'unknown', 'ready', 'notAsked'] as const;
export type ShownOutcome = (typeof SHOWN_OUTCOMES)[number];

export const OUTCOME_GLYPHS = {
  done: 'ok',
  skipped: 'skip',
  refused: 'error',
  unknown: 'unknown',
  ready: 'none',
  notAsked: 'none',
} as const satisfies Record<ShownOutcome, StateName>;

type Counts = Readonly<Partial<Record<ShownOutcome, number>>>;

export interface OutcomeFilter {
  /** The outcome whose items are shown alone; null for all. */
  readonly shown: ShownOutcome | null;
  readonly onShow: (shown: ShownOutcome | null) => void;
  /** The outcomes whose items can be listed, where the list begins with some of them only; absent where it begins with all. */
  readonly listed?: readonly ShownOutcome[];
}

interface CountsProps {
  readonly counts: Counts;
  /** Absent: the items are not listed beside their counts. */
  readonly filter?: OutcomeFilter;
  /** Screen readers hear of the counts as they change. */
  readonly isLive?: boolean;
}

export function OutcomeCounts({ counts, filter, isLive = false }: CountsProps) {
  const t = useText();
  const all = SHOWN_OUTCOMES.map((state) => [state, counts[state] ?? 0] as const);
  const present = all.filter(([, count]) => count > 0);
  const listed = present.filter(([state]) => filter?.listed?.includes(state) ?? true);
  // One outcome alone is on the screen already, unless the list begins with some outcomes only.
  const canChoose = listed.length > 1 || filter?.listed !== undefined;
  const isListed = (state: ShownOutcome): boolean => canChoose && listed.some(([one]) => one === state);
  return (
    <div className="row g2 outcome-counts" role={isLive ? 'status' : undefined}>
      {present.map(([state, count]) => {
        const words = (
          <>
            <StateGlyph name={OUTCOME_GLYPHS[state]} />
            {t(`outcomes.counts.${state}`, { count })}
          </>
        );
        return filter === undefined || !isListed(state) ? (
          <span key={state} className="row g1">
            {words}
          </span>
        ) : (
          <button
            key={state}
            type="button"
            className="btn sm outcome-count"
            aria-pressed={filter.shown === state}
            title={t('outcomes.show')}
            onClick={() => filter.onShow(filter.shown === state ? null : state)}
          >
            {words}
          </button>
        );
      })}
    </div>
  );
}

export function countsOf(items: readonly { readonly state: ShownOutcome }[]): Counts {
  const counts: Partial<Record<ShownOutcome, number>> = {};
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Those with the outcome that is shown alone; all where none of them has it. */
export function shownOf<T extends { readonly state: ShownOutcome }>(items: readonly T[], shown: ShownOutcome | null) {
  const own = items.filter(({ state }) => state === shown);
  return own.length === 0 ? items : own;
}
