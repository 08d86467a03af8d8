/** Beside the pictures of playback: orders an export of the cameras over one range. */
import { MAX_EXPORT_AUTHOR, MAX_EXPORT_REASON } from '../../../preload/domain/bounds.ts';
import { useEffect, useId, useMemo, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { EXPORT_FORMS, mayOrder, type ExportForm } from '../../../preload/domain/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { useLocale, useText, type Text } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { goTo } from '../../state/page/navigation.ts';
import { followZone } from '../../state/page/stamp-zone.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { durationText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';
import { ExportSize } from './export-size.tsx';
import { Field } from './field.tsx';
import { closeExport, fillRange, orderExport, rangeToExport, useExportDraft } from './model/export-order.ts';
import { useExportSize } from './model/export-size.ts';
import { choosePart, onPart } from './model/part.ts';
import { useRecordings } from './model/recordings.ts';
import { isRecorded, useSession } from './model/session.ts';
import { listingOf } from './model/listing.ts';
import { summaryOf, type Summary } from './model/summary.ts';
import { summaryWords } from './summary-words.ts';
import { problemKey, rangeIn, retyped, typed, type RangeProblem } from './typed-range.ts';

export function ExportPanel() {
  const isOpen = useExportDraft((state) => state.isOpen);
  return isOpen ? <Panel /> : null;
}

function Panel() {
  const t = useText();
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    closeExport();
  };
  const title = t('playback.export.title');
  return (
    <aside className="insp wide" aria-label={title} onKeyDown={onKeyDown}>
      <div className="ph">
        <h2 className="el">{title}</h2>
        <IconButton icon="x" label={t('playback.export.close')} autoFocus onClick={closeExport} />
      </div>
      <ExportForm />
    </aside>
  );
}

/**
 * What was typed stays the same moment when another zone is chosen. Fields that nobody changed follow the part from A to B: a drag
 * on the timeline stands in an open panel at once.
 */
function followFields(): () => void {
  const stopZone = followZone((before) =>
    useExportDraft.setState(({ from, to, taken }) => ({
      ...{ from: retyped(from, before), to: retyped(to, before) },
      taken: { from: retyped(taken.from, before), to: retyped(taken.to, before) },
    })),
  );
  const stopPart = onPart(() => {
    const { from, to, taken } = useExportDraft.getState();
    if (from === taken.from && to === taken.to) takeRange();
  });
  return () => {
    stopZone();
    stopPart();
  };
}

function takeRange(): void {
  const range = rangeToExport();
  if (range !== null) fillRange({ from: typed(range.fromMs), to: typed(range.toMs) });
}

/** What is typed is the part from A to B as well, once it can be read: the timeline shows what will be exported. */
function typeRange(change: Partial<Pick<ReturnType<typeof useExportDraft.getState>, 'from' | 'to'>>): void {
  useExportDraft.setState(change);
  const { from, to } = useExportDraft.getState();
  const range = rangeIn(from, to);
  if (!('problem' in range) && range.toMs <= Date.now()) choosePart(range);
}

function ExportForm() {
  const t = useText();
  useEffect(followFields, []);
  const { from, to, form, reason, madeBy, without } = useExportDraft();
  const all = useSession((state) => state.cameras);
  const cameras = useMemo(() => all.filter(isRecorded), [all]);
  const [problem, setProblem] = useState<RangeProblem | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isSending, setSending] = useState(false);
  const chosen = cameras.filter(({ channelId }) => !without.has(channelId));
  const count = chosen.length;
  const range = rangeIn(from, to);
  const size = useExportSize(chosen, 'problem' in range ? null : range, form);
  const sizeId = useId();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    if ('problem' in range) return setProblem(range);
    setProblem(null);
    setSending(true);
    setError(await orderExport(range));
    setSending(false);
  };
  const set = useExportDraft.setState;
  const problemOf = (field: RangeProblem['field']) => (problem?.field === field ? t(problemKey(problem)) : null);
  return (
    <form
      className="playback-export"
      aria-label={t('playback.export.title')}
      onSubmit={(event) => void onSubmit(event)}
    >
      <div className="scr playback-form">
        <Field
          label={t('playback.export.from')}
          value={from}
          onValue={(text) => typeRange({ from: text })}
          max={64}
          problem={problemOf('from')}
        />
        <Field
          label={t('playback.export.to')}
          value={to}
          onValue={(text) => typeRange({ to: text })}
          max={64}
          problem={problemOf('to')}
        />
        <Length range={'problem' in range ? null : range} />
        <Cameras cameras={cameras} without={without} range={'problem' in range ? null : range} />
        <FormChoice form={form} />
        <Field
          label={t('playback.export.reason')}
          value={reason}
          onValue={(text) => set({ reason: text })}
          max={MAX_EXPORT_REASON}
        />
        <Field
          label={t('playback.export.madeBy')}
          value={madeBy}
          onValue={(text) => set({ madeBy: text })}
          max={MAX_EXPORT_AUTHOR}
        />
        {error === null ? null : <ErrorText error={error} />}
      </div>
      {'problem' in range || count === 0 ? null : <ExportSize id={sizeId} size={size} />}
      <div className="insp-f">
        <button
          type="submit"
          className="btn pri"
          aria-describedby={sizeId}
          disabled={isSending || count === 0 || (size !== null && !mayOrder(size))}
        >
          {t('playback.export.send', { count })}
        </button>
        <button type="button" className="btn" data-action="app.exports" onClick={() => goTo('exports')}>
          {t('playback.export.list')}
        </button>
      </div>
    </form>
  );
}

function Length({ range }: { readonly range: TimeRange | null }) {
  const t = useText();
  const locale = useLocale();
  return (
    <p className="row g2">
      <span className="t2 grow">{range === null ? '' : durationText(range.toMs - range.fromMs, locale)}</span>
      <button type="button" className="lnk" onClick={takeRange}>
        {t('playback.export.takeRange')}
      </button>
    </p>
  );
}

interface CamerasProps {
  readonly cameras: readonly PlaybackCamera[];
  readonly without: ReadonlySet<ChannelId>;
  readonly range: TimeRange | null;
}

function Cameras({ cameras, without, range }: CamerasProps) {
  const t = useText();
  const toggle = (id: ChannelId): void => {
    const next = new Set(without);
    if (!next.delete(id)) next.add(id);
    useExportDraft.setState({ without: next });
  };
  return (
    <fieldset className="playback-choice">
      <legend className="t2">{t('playback.export.cameras')}</legend>
      {cameras.map((camera) => (
        <CameraChoice
          key={camera.channelId}
          {...{ camera, range }}
          isChosen={!without.has(camera.channelId)}
          onToggle={() => toggle(camera.channelId)}
        />
      ))}
    </fieldset>
  );
}

interface CameraChoiceProps {
  readonly camera: PlaybackCamera;
  readonly range: TimeRange | null;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** A camera, where its recordings lie, and what is known of them in the range. */
function CameraChoice({ camera: { channelId, place }, range, isChosen, onToggle }: CameraChoiceProps) {
  const t = useText();
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  const known = useRecordings((all) => all[channelId]);
  const summary =
    range === null
      ? ''
      : t('playback.comma') +
        knownWords(t, summaryOf(known, range, { nowMs: Date.now(), listing: listingOf({ channelId, place }) }));
  return (
    <label className="playback-chosen">
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <span>
        {channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`}
        <span className="t2 playback-status">
          {t(`playback.place.${place}`)}
          {place === 'device' ? t('playback.comma') + t('playback.export.byDevice') : summary}
        </span>
      </span>
    </label>
  );
}

/** What is known of the recordings in the range of the export. */
function knownWords(t: Text, summary: Summary): string {
  const { kind } = summary;
  if (kind === 'covered') {
    const { percent, isArchived } = summary;
    return t(isArchived ? 'playback.export.coveredAndArchived' : 'playback.export.covered', { percent });
  }
  if (kind === 'none' || kind === 'archivedWithin' || kind === 'unlisted') return t(`playback.export.${kind}`);
  return summaryWords(t, summary);
}

function FormChoice({ form }: { readonly form: ExportForm }) {
  const t = useText();
  return (
    <div className="playback-field">
      <Segmented
        label={t('playback.export.form')}
        options={EXPORT_FORMS.map((value) => ({ value, label: t(`playback.export.forms.${value}`) }))}
        value={form}
        onChange={(value) => useExportDraft.setState({ form: value as ExportForm })}
      />
      <p className="t2">{t(form === 'files' ? 'playback.export.aboutFiles' : 'playback.export.aboutBundle')}</p>
    </div>
  );
}
