/** The presets of the camera on the stage: a grid with numbers, names and pictures, and what can be done with them. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PresetList } from '../../../preload/contract/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import type { KeyStroke } from '../../state/actions/shortcut-keys.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { selectIsOff, usePtz } from '../../state/players/ptz.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { minuteText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { freeIndex, type Preset } from '../../../preload/domain/presets.ts';
import {
  ask,
  beginCamera,
  filtered,
  goToPreset,
  loadPresets,
  selectLoaded,
  setFilter,
  usePresets,
} from '../../state/presets/presets.ts';
import { stepCamera } from './model/stage.ts';
import { PresetCard } from './preset-card.tsx';
import { PresetForm } from './preset-form.tsx';
import { PresetQuestion } from './preset-question.tsx';
import './presets.css';

export function PresetsPanel({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const { list, isLoading, error } = usePresets(selectLoaded(channelId));
  const isOff = usePtz(selectIsOff);
  const offReason = isOff ? t('presets.taken') : null;
  useEffect(() => beginCamera(channelId), [channelId]);
  usePresetKeys(channelId, list, isOff);
  return (
    <section className="presets-panel" aria-label={t('presets.title')}>
      <PanelHead {...{ channelId, list, isLoading, offReason }} />
      <Question channelId={channelId} list={list} />
      <Failure channelId={channelId} />
      {error === null ? null : (
        <div className="presets-note">
          <ErrorText error={error} onAction={() => void loadPresets(channelId)} />
          {list === null ? null : <p className="t2">{t('presets.asOf', { time: minuteText(list.asOfMs) })}</p>}
        </div>
      )}
      {list === null && error === null ? <SkeletonRows label={t('presets.readingPresets')} /> : null}
      {list === null ? null : <PresetGrid {...{ channelId, list, offReason }} />}
    </section>
  );
}

interface HeadProps {
  readonly channelId: ChannelId;
  readonly list: PresetList | null;
  readonly isLoading: boolean;
  readonly offReason: string | null;
}

function PanelHead({ channelId, list, isLoading, offReason }: HeadProps) {
  const t = useText();
  const selected = useSelected(list);
  const none = selected === undefined ? t('presets.selectFirst') : undefined;
  const off = offReason ?? undefined;
  const isFull = list !== null && freeIndex(list.presets, list.limits.maxIndex) === null;
  const full = isFull ? t('presets.full', { count: list.limits.maxIndex }) : undefined;
  const filter = usePresets((state) => state.filter);
  const input = useRef<HTMLInputElement>(null);
  useActions({ 'presets.filter': () => input.current?.focus() });
  const filterLabel = t('presets.names.actions.presets.filter');
  return (
    <>
      <div className="ph presets-head">
        <h2>{t('presets.title')}</h2>
        {list === null ? null : (
          <span className="t2">{t('presets.count', { count: list.presets.length, max: list.limits.maxIndex })}</span>
        )}
        <IconButton
          icon="plus"
          {...useAction(t('presets.names.actions.presets.save'), 'presets.save')}
          disabledReason={off ?? (list === null ? t('presets.readingPresets') : full)}
          onClick={() => askSave(list)}
        />
        <IconButton
          icon="edit"
          {...useAction(t('presets.names.actions.presets.rename'), 'presets.rename')}
          disabledReason={off ?? none}
          onClick={() => selected && ask({ kind: 'rename', preset: selected })}
        />
        <IconButton
          icon="snap"
          {...useAction(t('presets.names.actions.presets.update'), 'presets.update')}
          disabledReason={off ?? none}
          onClick={() => selected && ask({ kind: 'update', preset: selected })}
        />
        <IconButton
          icon="trash"
          {...useAction(t('presets.names.actions.presets.delete'), 'presets.delete')}
          disabledReason={off ?? none}
          onClick={() => selected && ask({ kind: 'delete', preset: selected })}
        />
        <IconButton
          icon="refresh"
          {...useAction(t('presets.names.actions.presets.refresh'), 'presets.refresh')}
          aria-busy={isLoading}
          onClick={() => void loadPresets(channelId)}
        />
      </div>
      <div className="presets-search">
        <label className="fld sm">
          <Icon name="filter" size={13} />
          <input
            ref={input}
            type="search"
            aria-label={filterLabel}
            placeholder={filterLabel}
            data-action="presets.filter"
            value={filter}
            onChange={({ target }) => setFilter(target.value)}
          />
        </label>
      </div>
    </>
  );
}

const useSelected = (list: PresetList | null): Preset | undefined => {
  const selected = usePresets((state) => state.selected);
  return list?.presets.find(({ index }) => index === selected);
};

/** Where numbers are chosen, the lowest free one is offered. */
function askSave(list: PresetList | null): boolean {
  if (list === null) return false;
  const free = freeIndex(list.presets, list.limits.maxIndex);
  if (free === null) return false;
  ask({ kind: 'add', index: list.limits.index === 'operator' ? free : null });
  return true;
}

/** The figure of a key, whatever the layout writes with the key. */
function figureOf(stroke: KeyStroke | undefined): number {
  const [, figure] = /^(?:Digit|Numpad)(\d)$/.exec(stroke?.code ?? '') ?? [];
  return Number(figure ?? stroke?.key);
}

function usePresetKeys(channelId: ChannelId, list: PresetList | null, isOff: boolean): void {
  const withSelected = (kind: 'rename' | 'update' | 'delete') => (): boolean => {
    const { selected } = usePresets.getState();
    const preset = list?.presets.find(({ index }) => index === selected);
    if (preset === undefined || isOff) return false;
    ask({ kind, preset });
    return true;
  };
  useActions({
    'presets.goTo': (stroke) => {
      const index = figureOf(stroke);
      if (isOff || list?.presets.some((one) => one.index === index) !== true) return false;
      void goToPreset(channelId, index);
      return true;
    },
    'presets.save': () => !isOff && askSave(list),
    'presets.rename': withSelected('rename'),
    'presets.update': withSelected('update'),
    'presets.delete': withSelected('delete'),
    'presets.refresh': () => void loadPresets(channelId),
    'presets.nextCamera': () => stepCamera(1),
    'presets.previousCamera': () => stepCamera(-1),
  });
}

function Question({ channelId, list }: { readonly channelId: ChannelId; readonly list: PresetList | null }) {
  const asked = usePresets((state) => state.asked);
  if (asked === null || list === null) return null;
  const { limits } = list;
  if (asked.kind === 'add') {
    return <PresetForm key={asked.index ?? 'new'} {...{ channelId, limits }} preset={null} index={asked.index} />;
  }
  const { kind, preset } = asked;
  if (kind === 'rename') return <PresetForm key={preset.index} {...{ channelId, limits, preset }} index={null} />;
  return <PresetQuestion {...{ channelId, preset, kind, limits }} />;
}

/** Why the camera was not sent to a preset; a form and a question show their own refusals. */
function Failure({ channelId }: { readonly channelId: ChannelId }) {
  const failure = usePresets((state) => state.failure);
  const isOff = usePtz(selectIsOff);
  if (failure === null || failure.channelId !== channelId || failure.doing !== 'goTo' || isOff) return null;
  return (
    <div className="presets-note">
      <ErrorText error={failure.error} />
    </div>
  );
}

interface GridProps {
  readonly channelId: ChannelId;
  readonly list: PresetList;
  readonly offReason: string | null;
}

/** Arrows walk through the cards; the row below is as many cards away as the grid has columns. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-card], [data-preset]')];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length;
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns },
    ...{ Home: -at, End: cards.length - 1 - at },
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  cards[Math.min(cards.length - 1, Math.max(0, at + step))]?.focus();
}

function PresetGrid({ channelId, list, offReason }: GridProps) {
  const t = useText();
  const filter = usePresets((state) => state.filter);
  const selected = usePresets((state) => state.selected);
  const { limits } = list;
  const shown = filtered(list.presets, filter);
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
          <button type="button" className="lnk" onClick={() => setFilter('')}>
            {t('presets.clear')}
          </button>
        </p>
      ) : null}
      <div className="presets-grid" role="radiogroup" aria-label={t('presets.title')} onKeyDown={walk}>
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
