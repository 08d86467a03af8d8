import { useSyncExternalStore, type ReactNode } from 'react';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { durationText } from '../format.ts';
import { IconButton } from '../icon-button.tsx';
import type { TimelineState } from './timeline-state.ts';
import { spanOf } from './view.ts';

const SIGNS = [
  'plain',
  'motion',
  'alarm',
  'archived',
  'restoring',
  'within',
  'empty',
  'unknown',
  'cloud',
  'device',
] as const;

/** The meaning of colours and patterns, always in sight, and the length of the view. */
export function TimelineLegend({ state, children }: { readonly state: TimelineState; readonly children?: ReactNode }) {
  const t = useText();
  const locale = useLocale();
  const spanMs = useSyncExternalStore(state.subscribe, () => Math.round(spanOf(state.view)));
  const middleMs = (): number => state.playheadMs ?? (state.view.fromMs + state.view.toMs) / 2;
  const isInView = (atMs: number): boolean => atMs >= state.view.fromMs && atMs <= state.view.toMs;
  const zoom = (factor: number): void => {
    const atMs = middleMs();
    state.zoom(isInView(atMs) ? atMs : (state.view.fromMs + state.view.toMs) / 2, factor);
  };
  return (
    <div className="tml-legend">
      <ul aria-label={t('timeline.legend')}>
        {SIGNS.map((sign) => (
          <li key={sign}>
            <i className={`tml-sign tml-${sign}`} />
            {t(`timeline.signs.${sign}`)}
          </li>
        ))}
      </ul>
      <span className="tml-right row g2">
        {children}

        <IconButton icon="zoomout" size={14} label={t('timeline.zoomOut')} onClick={() => zoom(2)} />
        <span className="tml-span">{spanMs < 1_000 ? durationText(1_000, locale) : durationText(spanMs, locale)}</span>
        <IconButton icon="zoom" size={14} label={t('timeline.zoomIn')} onClick={() => zoom(0.5)} />
      </span>
    </div>
  );
}
