/** One leg of the track that is edited: preset, stay and speed, and its place. */
import { useId, useRef, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Select } from 'antd';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { CruiseLimits, CruiseProblem } from '../../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDeletions } from '../../state/presets/preset-deletions.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { withMoved, withoutLeg, type LegFields } from './model/track-draft.ts';
import { changeFields, copyLeg, selectLeg } from './model/tracks.ts';
import { PresetPicture } from './preset-card.tsx';
import { legPresetWords } from './leg-words.ts';

const LEG_TYPE = 'application/x-lanner-leg';

interface LegProps {
  readonly channelId: ChannelId;
  readonly leg: LegFields;
  /** Counted from 0. */
  readonly at: number;
  readonly count: number;
  readonly presets: PresetList | null;
  readonly limits: CruiseLimits;
  readonly problems: readonly CruiseProblem[];
  readonly isTried: boolean;
  readonly isSelected: boolean;
  readonly takesFocus: boolean;
}

const change = (key: number, part: Partial<LegFields>): void =>
  changeFields((fields) => ({
    ...fields,
    legs: fields.legs.map((leg) => (leg.key === key ? { ...leg, ...part } : leg)),
  }));

/** The focus goes along with the leg. */
function move(key: number, to: number): void {
  const focused = document.activeElement;
  flushSync(() => changeFields((fields) => withMoved(fields, key, to)));
  if (focused instanceof HTMLElement) focused.focus();
}

/** A row takes another leg that is dropped on it in its place. */
const dropOn = (at: number) => ({
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes(LEG_TYPE)) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    const key = event.dataTransfer.getData(LEG_TYPE);
    if (key === '') return;
    event.preventDefault();
    changeFields((fields) => withMoved(fields, Number(key), at));
  },
});

export function TrackLeg(props: LegProps) {
  const { leg, at, count, limits, problems, isSelected, isTried } = props;
  const t = useText();
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const number = at + 1;
  const has = (field: 'preset' | 'dwellSec' | 'speed'): boolean => problems.some((one) => one.field === field);
  const isUnchosen = isTried && has('preset');
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(leg.key, at + by);
  };
  return (
    <li
      ref={row}
      className={isSelected ? 'presets-track-leg sel' : 'presets-track-leg'}
      aria-label={t('presets.tracks.leg', { number })}
      data-leg={number}
      onFocus={() => selectLeg(leg.key)}
      onKeyDownCapture={onKeyDownCapture}
      {...dropOn(at)}
    >
      <div className="presets-track-line">
        <span
          className="presets-track-drag"
          draggable
          title={t('presets.tracks.drag')}
          onDragStart={(event) => {
            event.dataTransfer.setData(LEG_TYPE, String(leg.key));
            event.dataTransfer.effectAllowed = 'move';
            if (row.current !== null) event.dataTransfer.setDragImage(row.current, 0, 0);
          }}
        >
          <Icon name="drag" size={14} />
        </span>
        <b>{number}</b>
        <PresetChoice {...props} isBad={isUnchosen} />
      </div>
      {isUnchosen ? <Problem id={`${id}-preset`}>{t('presets.tracks.choose')}</Problem> : null}
      <div className="presets-track-line">
        <NumberField
          id={`${id}-stay`}
          word={t('presets.tracks.parts.dwellSec')}
          label={t('presets.tracks.stayOf', { number })}
          unit={t('presets.tracks.unit')}
          value={leg.stay}
          isBad={has('dwellSec')}
          onChange={(stay) => change(leg.key, { stay })}
        />
        <NumberField
          id={`${id}-speed`}
          word={t('presets.tracks.parts.speed')}
          label={t('presets.tracks.speedOf', { number })}
          value={leg.speed}
          isBad={has('speed')}
          onChange={(speed) => change(leg.key, { speed })}
        />
        <LegButtons {...{ leg, at, count }} />
      </div>
      {has('dwellSec') ? (
        <Problem id={`${id}-stay-note`}>
          {t('presets.tracks.stayRule', { least: limits.minDwellSec, most: limits.maxDwellSec })}
        </Problem>
      ) : null}
      {has('speed') ? (
        <Problem id={`${id}-speed-note`}>
          {t('presets.tracks.speedRule', { least: limits.minSpeed, most: limits.maxSpeed })}
        </Problem>
      ) : null}
    </li>
  );
}

function PresetChoice({ channelId, leg, at, presets, takesFocus, isBad }: LegProps & { readonly isBad: boolean }) {
  const t = useText();
  const deletions = useDeletions((state) => state.deletions);
  const isLeaving = (index: number): boolean =>
    deletions.some((one) => one.channelId === channelId && one.preset.index === index);
  const listed = (presets?.presets ?? [])
    .filter(({ index }) => !isLeaving(index))
    .map((preset) => ({
      value: preset.index,
      label: legPresetWords(t, presets, preset.index),
      picture: preset.picture,
    }));
  const isMissing = leg.preset !== null && !listed.some(({ value }) => value === leg.preset);
  const gone =
    leg.preset !== null && isMissing
      ? [{ value: leg.preset, label: legPresetWords(t, presets, leg.preset), picture: null }]
      : [];
  const options = [...gone, ...listed];
  const picture = options.find(({ value }) => value === leg.preset)?.picture ?? null;
  const hasPictures = presets?.limits.hasPictures === true;
  return (
    <>
      {hasPictures ? (
        <span className="presets-track-pic">
          <PresetPicture key={picture} {...{ channelId, picture }} isSmall />
        </span>
      ) : null}
      <Select
        className="presets-track-choice"
        aria-label={t('presets.tracks.presetOf', { number: at + 1 })}
        autoFocus={takesFocus}
        value={leg.preset}
        placeholder={t('presets.tracks.choosePreset')}
        status={isBad || (isMissing && presets !== null) ? 'warning' : ''}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        optionRender={({ data }) => (
          <span className="row g2">
            {hasPictures ? (
              <span className="presets-track-pic">
                <PresetPicture {...{ channelId, picture: data.picture }} isSmall />
              </span>
            ) : null}
            <span className="el">{data.label}</span>
          </span>
        )}
        onChange={(preset: number) => change(leg.key, { preset })}
      />
    </>
  );
}

interface NumberProps {
  readonly id: string;
  readonly word: string;
  readonly label: string;
  readonly unit?: string;
  readonly value: string;
  readonly isBad: boolean;
  readonly onChange: (text: string) => void;
}

/** Keeps the typed text, also if it is no number: a field that corrects itself would hide the typing error. */
function NumberField({ id, word, label, unit, value, isBad, onChange }: NumberProps) {
  return (
    <label className={isBad ? 'fld sm err presets-track-number' : 'fld sm presets-track-number'} title={label}>
      <span className="t2">{word}</span>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-note` : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {unit === undefined ? null : <span className="t2">{unit}</span>}
    </label>
  );
}

function Problem({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="presets-track-problem row g1" role="alert">
      <StateGlyph name="error" size={11} />
      <span>{children}</span>
    </p>
  );
}

function LegButtons({ leg, at, count }: Pick<LegProps, 'leg' | 'at' | 'count'>) {
  const t = useText();
  const number = at + 1;
  const end = t('presets.tracks.atEnd');
  return (
    <span className="presets-track-acts">
      <IconButton
        icon="up"
        label={t('presets.tracks.up', { number })}
        title={`${t('presets.tracks.up', { number })} (Alt+↑)`}
        disabledReason={at === 0 ? end : undefined}
        onClick={() => move(leg.key, at - 1)}
      />
      <IconButton
        icon="up"
        className="presets-track-down"
        label={t('presets.tracks.down', { number })}
        title={`${t('presets.tracks.down', { number })} (Alt+↓)`}
        disabledReason={at === count - 1 ? end : undefined}
        onClick={() => move(leg.key, at + 1)}
      />
      <IconButton icon="copy" label={t('presets.tracks.copy', { number })} onClick={() => copyLeg(leg.key)} />
      <IconButton
        icon="trash"
        className="presets-track-remove"
        label={t('presets.tracks.remove', { number })}
        onClick={() => changeFields((fields) => withoutLeg(fields, leg.key))}
      />
    </span>
  );
}
