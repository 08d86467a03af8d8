/** How many items had which outcome. With more than one outcome, each count is a button that shows its items alone. */
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
  ...{ done: 'ok', skipped: 'skip', refused: 'error', unknown: 'unknown', ready: 'none', notAsked: 'none' },
} as const satisfies Record<ShownOutcome, StateName>;

type Counts = Readonly<Partial<Record<ShownOutcome, number>>>;

interface CountsProps {
  readonly counts: Counts;
  /** The outcome whose items are shown alone; null for all. */
  readonly shown: ShownOutcome | null;
  readonly onShow: (shown: ShownOutcome | null) => void;
}

export function OutcomeCounts({ counts, shown, onShow }: CountsProps) {
  const t = useText();
  const all = SHOWN_OUTCOMES.map((state) => [state, counts[state] ?? 0] as const);
  const present = all.filter(([, count]) => count > 0);
  return (
    <div className="row g2 outcome-counts" role="status">
      {present.map(([state, count]) => {
        const words = (
          <>
            <StateGlyph name={OUTCOME_GLYPHS[state]} />
            {t(`outcomes.counts.${state}`, { count })}
          </>
        );
        return present.length === 1 ? (
          <span key={state} className="row g1">
            {words}
          </span>
        ) : (
          <button
            key={state}
            type="button"
            className="btn sm outcome-count"
            aria-pressed={shown === state}
            title={t('outcomes.show')}
            onClick={() => onShow(shown === state ? null : state)}
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
