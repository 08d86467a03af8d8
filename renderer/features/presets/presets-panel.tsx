/** The presets of the camera on the stage: a grid with numbers, names and pictures, and what can be done with them. */
import { useEffect, useRef } from 'react';
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
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { freeIndex } from '../../../preload/domain/ptz/presets.ts';
import {
  countSent,
  deletionOf,
  deleteSoon,
  keepByHand,
  selectDeletion,
  useDeletions,
} from '../../state/presets/preset-deletions.ts';
import {
  ask,
  beginCamera,
  goToPreset,
  loadPresets,
  selectLoaded,
  setFilter,
  usePresets,
} from '../../state/presets/presets.ts';
import { deleteOrAsk, useChecking } from './model/preset-delete.ts';
import { PresetForm } from './preset-form.tsx';
import { PresetGrid } from './preset-grid.tsx';
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
      <FailedDeletion channelId={channelId} />
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
  const { selected, isLeaving } = useSelected(channelId, list);
  const none = isLeaving
    ? t('presets.deleting.selected')
    : selected === undefined
      ? t('presets.selectFirst')
      : undefined;
  const isChecking = useChecking(({ checking }) => checking?.channelId === channelId);
  const gone = useDeletions(countSent(channelId));
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
          <span className="t2">
            {t('presets.count', { count: list.presets.length - gone, max: list.limits.maxIndex })}
          </span>
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
          aria-busy={isChecking}
          disabledReason={off ?? (isChecking ? t('presets.deleting.reading') : none)}
          onClick={() => selected && void deleteOrAsk(channelId, selected)}
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

/** The preset that buttons act on; none where it is being deleted. */
function useSelected(channelId: ChannelId, list: PresetList | null) {
  const index = usePresets((state) => state.selected);
  const deletion = useDeletions(selectDeletion(channelId, index ?? 0));
  const preset = list?.presets.find((one) => one.index === index);
  const isLeaving = preset !== undefined && deletion !== undefined && deletion.phase !== 'sent';
  return { selected: deletion === undefined ? preset : undefined, isLeaving };
}

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
    if (preset === undefined || isOff || deletionOf(channelId, preset.index) !== undefined) return false;
    if (kind === 'delete') void deleteOrAsk(channelId, preset);
    else ask({ kind, preset });
    return true;
  };
  useActions({
    'presets.goTo': (stroke) => {
      const index = figureOf(stroke);
      if (isOff || list?.presets.some((one) => one.index === index) !== true) return false;
      if (deletionOf(channelId, index) === undefined) void goToPreset(channelId, index);
      else keepByHand(channelId, index);
      return true;
    },
    'presets.save': () => !isOff && askSave(list),
    'presets.rename': withSelected('rename'),
    'presets.update': withSelected('update'),
    'presets.delete': withSelected('delete'),
    'presets.refresh': () => void loadPresets(channelId),
  });
}

function Question({ channelId, list }: { readonly channelId: ChannelId; readonly list: PresetList | null }) {
  const asked = usePresets((state) => state.asked);
  if (asked === null || list === null) return null;
  const { limits } = list;
  if (asked.kind === 'add') {
    return <PresetForm key={asked.index ?? 'new'} {...{ channelId, limits }} preset={null} index={asked.index} />;
  }
  if (asked.kind === 'rename') {
    const { preset } = asked;
    return <PresetForm key={preset.index} {...{ channelId, limits, preset }} index={null} />;
  }
  return <PresetQuestion {...{ channelId, asked, limits }} />;
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

/** Why a preset that was to be deleted is back. */
function FailedDeletion({ channelId }: { readonly channelId: ChannelId }) {
  const failed = useDeletions((state) => state.failed);
  if (failed === null || failed.channelId !== channelId) return null;
  return (
    <div className="presets-note">
      <ErrorText error={failed.error} onAction={() => deleteSoon(channelId, failed.preset)} />
    </div>
  );
}
