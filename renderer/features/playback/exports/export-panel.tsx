/** Beside the pictures of playback: orders an export of the cameras over one range. */
import { MAX_EXPORT_AUTHOR, MAX_EXPORT_MS, MAX_EXPORT_REASON } from '../../../../preload/domain/bounds.ts';
import { useEffect, useId, useMemo, useState, type FormEvent } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import { EXPORT_FORMS, mayOrder, type ExportForm } from '../../../../preload/domain/exports/exports.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { followZone } from '../../../state/page/stamp-zone.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { durationText } from '../../../ui/format.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { SidePane } from '../../../ui/side-pane.tsx';
import { ExportCameras } from './export-cameras.tsx';
import { ExportLack, ExportSize } from './export-size-line.tsx';
import { Field } from '../field.tsx';
import { closeExport, fillRange, mayCopy, orderExport, rangeToExport, useExportDraft } from './export-order.ts';
import { useExportSize } from './export-size.ts';
import { recallCount, unknownOf, useExportSurvey, type ExportSurvey } from './export-survey.ts';
import { choosePart, onPart } from '../reviews/part.ts';
import { isRecorded, useSession } from '../session.ts';
import { problemKey, rangeIn, retyped, typed, type RangeProblem } from '../timeline/typed-range.ts';

export function ExportPanel() {
  const isOpen = useExportDraft((state) => state.isOpen);
  return isOpen ? <Panel /> : null;
}

function Panel() {
  const t = useText();
  return (
    <SidePane
      title={t('playback.export.title')}
      closeLabel={t('playback.export.close')}
      content={null}
      onClose={closeExport}
    >
      <ExportForm />
    </SidePane>
  );
}

/**
 * When another zone is chosen, typed times keep their moment. Fields that nobody changed follow the part from A to B:
 * an open panel shows a drag on the timeline at once.
 */
function followFields(): () => void {
  const stopZone = followZone((before) =>
    useExportDraft.setState(({ from, to, taken }) => ({
      from: retyped(from, before),
      to: retyped(to, before),
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

/** A typed time that can be read becomes the part from A to B as well: the timeline shows the range of the export. */
function typeRange(change: Partial<Pick<ReturnType<typeof useExportDraft.getState>, 'from' | 'to'>>): void {
  useExportDraft.setState(change);
  const { from, to } = useExportDraft.getState();
  const range = rangeIn(from, to);
  if (!('problem' in range) && range.toMs <= Date.now()) choosePart(range);
}

function ExportForm() {
  const t = useText();
  useEffect(followFields, []);
  const { from, to, form, recalls, without } = useExportDraft();
  const all = useSession((state) => state.cameras);
  const cameras = useMemo(() => all.filter(isRecorded), [all]);
  const [problem, setProblem] = useState<RangeProblem | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isSending, setSending] = useState(false);
  const chosen = cameras.filter(({ channelId }) => !without.has(channelId));
  const count = chosen.length;
  const range = rangeIn(from, to);
  const size = useExportSize(chosen, 'problem' in range ? null : range, form);
  // A range that cannot be ordered is not surveyed: the order shows why.
  const asked = 'problem' in range || !isOrderable(range) ? null : range;
  const [survey, askAgain] = useExportSurvey(chosen, asked);
  const unknown = unknownOf(survey);
  const back = recalls ? recallCount(survey) : 0;
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
  const isBarred = asked !== null && (survey === null || unknown !== null);
  return (
    <form
      className="playback-export"
      aria-label={t('playback.export.title')}
      onSubmit={(event) => void onSubmit(event)}
    >
      <div className="scr playback-form">
        <RangeFields problem={problem} />
        <Length range={'problem' in range ? null : range} />
        <ExportCameras {...{ cameras, without, size, survey }} range={'problem' in range ? null : range} />
        {'problem' in range || count === 0 ? null : <ExportSize id={sizeId} size={size} />}
        <RecallChoice survey={survey} />
        {unknown === null ? null : <ErrorText error={unknown} onAction={askAgain} />}
        <FormChoice form={form} />
        <CopiesChoice form={form} />
        <Words />
        {error === null ? null : <ErrorText error={error} />}
      </div>
      {'problem' in range || count === 0 ? null : (
        <ExportLack size={size} isAsking={asked !== null && survey === null} />
      )}
      <div className="insp-f">
        <button
          type="submit"
          className="btn pri"
          aria-describedby={sizeId}
          disabled={isSending || count === 0 || isBarred || (size !== null && !mayOrder(size))}
        >
          {back === 0 ? t('playback.export.send', { count }) : t('playback.export.sendAfter', { count, back })}
        </button>
        <button type="button" className="btn" data-action="app.exports" onClick={() => goTo('exports')}>
          {t('playback.export.list')}
        </button>
      </div>
    </form>
  );
}

const isOrderable = ({ fromMs, toMs }: TimeRange): boolean => toMs <= Date.now() && toMs - fromMs <= MAX_EXPORT_MS;

function RangeFields({ problem }: { readonly problem: RangeProblem | null }) {
  const t = useText();
  const { from, to } = useExportDraft();
  const problemOf = (field: RangeProblem['field']) => (problem?.field === field ? t(problemKey(problem)) : null);
  return (
    <>
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
    </>
  );
}

/** Fields for the texts in the list of files: reason and author. */
function Words() {
  const t = useText();
  const { reason, madeBy } = useExportDraft();
  const set = useExportDraft.setState;
  return (
    <>
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
    </>
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

/** Archived footage in the range: it comes back first, or the export goes without it. */
function RecallChoice({ survey }: { readonly survey: ExportSurvey }) {
  const t = useText();
  const recalls = useExportDraft((state) => state.recalls);
  const count = recallCount(survey);
  if (count === 0) return null;
  return (
    <div className="playback-field">
      <label className="playback-chosen">
        <input
          type="checkbox"
          checked={recalls}
          onChange={({ target }) => useExportDraft.setState({ recalls: target.checked })}
        />
        {t('playback.export.recalls')}
      </label>
      <p className="t2">{t(recalls ? 'playback.export.aboutRecall' : 'playback.export.noRecall', { count })}</p>
    </div>
  );
}

function CopiesChoice({ form }: { readonly form: ExportForm }) {
  const t = useText();
  const wantsCopies = useExportDraft((state) => state.wantsCopies);
  const isOffered = mayCopy(form);
  return (
    <div className="playback-field">
      <label className="playback-chosen">
        <input
          type="checkbox"
          disabled={!isOffered}
          checked={isOffered && wantsCopies}
          onChange={({ target }) => useExportDraft.setState({ wantsCopies: target.checked })}
        />
        {t('playback.export.copies')}
      </label>
      <p className="t2">{t(isOffered ? 'playback.export.aboutCopies' : 'playback.export.noCopies')}</p>
    </div>
  );
}

function FormChoice({ form }: { readonly form: ExportForm }) {
  const t = useText();
  const isSigned = useAccounts(({ vault }) => vault?.state !== 'missing');
  const aboutBundle = isSigned ? 'playback.export.aboutBundle' : 'playback.export.aboutUnsigned';
  return (
    <div className="playback-field">
      <Segmented
        label={t('playback.export.form')}
        options={EXPORT_FORMS.map((value) => ({ value, label: t(`playback.export.forms.${value}`) }))}
        value={form}
        onChange={(value) => useExportDraft.setState({ form: value as ExportForm })}
      />
      <p className="t2">{t(form === 'files' ? 'playback.export.aboutFiles' : aboutBundle)}</p>
    </div>
  );
}
