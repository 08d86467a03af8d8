/** How many items had which outcome. With more than one outcome, each count is a button that shows its items alone. */
import { OUTCOMES, type Outcome } from '../../../preload/domain/outcomes.ts';
import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../icons/icon.tsx';
import type { StateName } from '../icons/names.ts';
import './outcome-list.css';

export const OUTCOME_GLYPHS = {
  ...{ done: 'ok', refused: 'error', unknown: 'unknown', notAsked: 'none' },
} as const satisfies Record<Outcome, StateName>;

interface CountsProps {
  readonly items: readonly { readonly state: Outcome }[];
  /** The outcome whose items are shown alone; null for all. */
  readonly shown: Outcome | null;
  readonly onShow: (shown: Outcome | null) => void;
}

export function OutcomeCounts({ items, shown, onShow }: CountsProps) {
  const t = useText();
  const counts = OUTCOMES.map((state) => [state, items.filter((one) => one.state === state).length] as const);
  const present = counts.filter(([, count]) => count > 0);
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

/** Those with the outcome that is shown alone; all where none of them has it. */
export function shownOf<T extends { readonly state: Outcome }>(items: readonly T[], shown: Outcome | null) {
  const own = items.filter(({ state }) => state === shown);
  return own.length === 0 ? items : own;
}
