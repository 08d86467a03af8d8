/** The cards of the presets, and of the numbers that are free. */
import type { KeyboardEvent } from 'react';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { freeIndex } from '../../../preload/domain/ptz/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDeletions } from '../../state/presets/preset-deletions.ts';
import { ask, filtered, setFilter, usePresets } from '../../state/presets/presets.ts';
import { clearing } from '../../ui/form/clear-search.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { PresetCard } from './preset-card.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

interface GridProps {
  readonly channelId: ChannelId;
  readonly list: PresetList;
  readonly offReason: string | null;
}

const CARDS = '[data-card], [data-preset]';

/** Arrows walk through the cards; the row below is as many cards away as the grid has columns. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>(CARDS)];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -at,
    End: cards.length - 1 - at,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  cards[Math.min(cards.length - 1, Math.max(0, at + step))]?.focus();
}

export function PresetGrid({ channelId, list, offReason }: GridProps) {
  const t = useText();
  const filter = usePresets((state) => state.filter);
  const selected = usePresets((state) => state.selected);
  const { limits } = list;
  const isAsked = usePresets((state) => state.asked !== null);
  const deletions = useDeletions((state) => state.deletions);
  const isGone = (index: number): boolean =>
    deletions.some((one) => one.channelId === channelId && one.preset.index === index && one.phase === 'sent');
  const shown = filtered(list.presets, filter).filter(({ index }) => !isGone(index));
  const focus = useKeptFocus<HTMLDivElement>(CARDS, `${shown.length} ${isAsked}`);
  const stop = shown.some(({ index }) => index === selected) ? selected : shown[0]?.index;
  return (
    <div className="scr">
      {limits.names === 'desk' ? <p className="presets-note t2">{t('presets.deskNames')}</p> : null}
      {list.unreadable > 0 ? (
        <p className="presets-note t2">{t('presets.unreadable', { count: list.unreadable })}</p>
      ) : null}
      {list.presets.length === 0 ? <p className="presets-note t2">{t('presets.names.none.yet')}</p> : null}
      {list.presets.length > 0 && shown.length === 0 ? (
        <p className="presets-note t2">
          {t('presets.noPreset', { query: filter })}{' '}
          <button type="button" className="lnk" onClick={clearing(() => setFilter(''))}>
            {t('presets.clear')}
          </button>
        </p>
      ) : null}
      <div className="presets-grid" role="radiogroup" aria-label={t('presets.title')} onKeyDown={walk} {...focus}>
        {shown.map((preset) => (
          <PresetCard
            key={preset.index}
            {...{ channelId, preset, offReason }}
            hasPicture={limits.hasPictures}
            isStop={preset.index === stop}
          />
        ))}
        {filter === '' ? <FreeCards {...{ list, offReason }} isStop={stop === undefined} /> : null}
      </div>
    </div>
  );
}

/** Where the operator chooses numbers, each free one has a card; else one card stores the view. */
function FreeCards({ list, offReason, isStop }: Pick<GridProps, 'list' | 'offReason'> & { readonly isStop: boolean }) {
  const t = useText();
  const { limits, presets } = list;
  const taken = new Set(presets.map(({ index }) => index));
  const free =
    limits.index === 'operator'
      ? Array.from({ length: limits.maxIndex }, (_, i) => i + 1).filter((index) => !taken.has(index))
      : freeIndex(presets, limits.maxIndex) === null
        ? []
        : [null];
  return free.map((index, i) => (
    <button
      key={index ?? 'new'}
      type="button"
      role="radio"
      aria-checked={false}
      tabIndex={isStop && i === 0 ? 0 : -1}
      className="presets-card presets-card-free"
      data-card
      aria-disabled={offReason !== null || undefined}
      title={offReason ?? undefined}
      onClick={() => (offReason === null ? ask({ kind: 'add', index }) : undefined)}
    >
      <Icon name="plus" size={14} />
      <span className="presets-line">
        {index === null ? null : <b>{index}</b>}
        <span className="el">{t('presets.save.card')}</span>
      </span>
    </button>
  ));
}
