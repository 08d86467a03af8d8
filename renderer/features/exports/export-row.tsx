/** One export of the list: what was asked, how far it is, its cameras, and what can be done with it. */
import type { ListedExport } from '../../../preload/contract/exports.ts';
import {
  isEnded,
  type ExportGap,
  type ExportItem,
  type ExportJob,
  type ExportNote,
} from '../../../preload/domain/exports/exports.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { useLocale, useText, type Text } from '../../i18n/i18n.ts';
import { stampZone } from '../../state/page/stamp-zone.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { byteText, durationText, percentText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { StateName } from '../../ui/icons/names.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { CameraCopies } from './camera-copies.tsx';
import * as model from './model/exports.ts';
import { shareOfItem, shareOfJob, sizeOf } from './model/progress.ts';

const GLYPHS: Readonly<Record<ExportJob['state'], StateName>> = {
  waiting: 'none',
  recalling: 'archived',
  running: 'reconnecting',
  sealing: 'reconnecting',
  paused: 'skip',
  done: 'ok',
  partial: 'delayed',
  failed: 'error',
  cancelled: 'skip',
};

const rangeWords = (t: Text, { fromMs, toMs }: TimeRange): string =>
  t('exports.range', { from: stampWords(stampZone(), fromMs), to: stampWords(stampZone(), toMs) });

export function ExportRow({ listed: { job, isGone } }: { readonly listed: ListedExport }) {
  const t = useText();
  const locale = useLocale();
  const { state, range, items, form, reason, madeBy, createdAtMs, bundle, fingerprint } = job;
  const sizeBytes = sizeOf(job);
  const facts = [
    t('exports.cameras', { count: items.length }),
    durationText(range.toMs - range.fromMs, locale),
    t(`exports.forms.${form}`),
    sizeBytes === 0 ? '' : byteText(sizeBytes),
    madeBy,
    t('exports.ordered', { time: stampWords(stampZone(), createdAtMs) }),
  ];
  return (
    <li className="exports-job">
      <div className="exports-head">
        <StateGlyph name={GLYPHS[state]} />
        <b className="mono exports-range">{rangeWords(t, range)}</b>
        <span className="exports-state">{isGone ? t('exports.gone') : t(`exports.states.${state}`)}</span>
        <span className="grow" />
        <Ways job={job} isGone={isGone} />
      </div>
      {isEnded(job) ? null : <Progress job={job} />}
      <p className="t2">{facts.filter((fact) => fact !== '').join(t('exports.comma'))}</p>
      {reason === '' ? null : <p className="exports-words">{reason}</p>}
      {bundle === null ? null : (
        <p className="t2 exports-words">
          <span className="mono">{bundle}</span>{' '}
          {fingerprint === null ? t('exports.unsigned') : t('exports.signed', { fingerprint })}
        </p>
      )}
      {job.recalls.length === 0 || isEnded(job) ? null : <Recalls recalls={job.recalls} />}
      <JobError job={job} />
      <ul className="exports-cameras" aria-label={t('exports.camerasOf', { range: rangeWords(t, range) })}>
        {/* A camera may stand in a job twice; the order of the items never changes. */}
        {items.map((item, at) => (
          <Camera key={`${at} ${item.channelId}`} {...{ job, item, isGone }} />
        ))}
      </ul>
    </li>
  );
}

/** How much of the archived footage is back. */
function Recalls({ recalls }: Pick<ExportJob, 'recalls'>) {
  const t = useText();
  const done = recalls.filter(({ state }) => state === 'done').length;
  return <p className="t2">{t('exports.recalls', { done, count: recalls.length })}</p>;
}

function JobError({ job: { id, error, ...job } }: { readonly job: ExportJob }) {
  const t = useText();
  if (error === null) return null;
  if (isEnded(job)) return <ErrorText error={error} onAction={() => void model.retryExport(id)} />;
  return (
    <p className="exports-waits">
      {t('exports.waits')} <ErrorText error={error} isBrief />
    </p>
  );
}

function Progress({ job }: { readonly job: ExportJob }) {
  const t = useText();
  const share = shareOfJob(job);
  return (
    <progress
      className="exports-progress"
      max={1}
      value={share}
      aria-label={t('exports.progressOf', { range: rangeWords(t, job.range) })}
    >
      {percentText(share)}
    </progress>
  );
}

/** The actions that an export allows now. */
function Ways({ job, isGone }: { readonly job: ExportJob; readonly isGone: boolean }) {
  const t = useText();
  const canReveal = model.useExports((state) => state.canReveal);
  const { id, state, bundle, folder, range } = job;
  const name = rangeWords(t, range);
  const hasFiles = !isGone && (bundle !== null || job.items.some(({ files }) => files.length > 0));
  if (!isEnded(job)) {
    return (
      <>
        {state === 'paused' ? (
          <IconButton icon="play" label={t('exports.resume', { name })} onClick={() => void model.resumeExport(id)} />
        ) : (
          <IconButton icon="pause" label={t('exports.pause', { name })} onClick={() => void model.pauseExport(id)} />
        )}
        <IconButton icon="x" label={t('exports.cancel', { name })} onClick={() => void model.cancelExport(id)} />
      </>
    );
  }
  return (
    <>
      {state === 'done' ? null : (
        <IconButton icon="refresh" label={t('exports.retry', { name })} onClick={() => void model.retryExport(id)} />
      )}
      {bundle === null || isGone ? null : (
        <IconButton icon="shield" label={t('exports.verify', { name })} onClick={() => void model.checkBundle(id)} />
      )}
      {hasFiles && canReveal ? (
        <IconButton icon="folder" label={t('exports.reveal', { name })} onClick={() => void model.revealExport(id)} />
      ) : null}
      {hasFiles ? <CopyButton text={folder} label={t('exports.copyFolder')} /> : null}
      <IconButton icon="trash" label={t('exports.remove', { name })} onClick={() => model.askToRemove(id)} />
    </>
  );
}

interface CameraProps {
  readonly job: ExportJob;
  readonly item: ExportItem;
  readonly isGone: boolean;
}

function Camera({ job, item, isGone }: CameraProps) {
  const t = useText();
  const isOver = isEnded(job);
  const { number, camera, state, error, sizeBytes, place, gaps } = item;
  const facts = [
    t(`exports.places.${place}`),
    state === 'running' ? percentText(shareOfItem(item, job.range)) : t(`exports.itemStates.${state}`),
    sizeBytes === 0 ? '' : byteText(sizeBytes),
  ];
  return (
    <li className="exports-camera">
      <p>
        {number === null ? null : <b>{number} </b>}
        {camera} <span className="t2">{facts.filter((fact) => fact !== '').join(t('exports.comma'))}</span>
      </p>
      {gaps.length === 0 ? null : <Gaps gaps={gaps} />}
      {item.notes.length === 0 ? null : <Notes item={item} />}
      {isOver && !isGone ? <CameraCopies {...{ job, item }} /> : null}
      {error === null ? null : isOver ? (
        <ErrorText error={error} />
      ) : (
        <p className="exports-waits">
          {t('exports.waits')} <ErrorText error={error} isBrief />
        </p>
      )}
    </li>
  );
}

const MOST_GAPS = 5;

function Gaps({ gaps }: { readonly gaps: readonly ExportGap[] }) {
  const t = useText();
  const locale = useLocale();
  const left = gaps.length - MOST_GAPS;
  const missingMs = gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return (
    <details className="exports-gaps">
      <summary>{t('exports.missing', { count: gaps.length, time: durationText(missingMs, locale) })}</summary>
      <ul>
        {gaps.slice(0, MOST_GAPS).map((gap) => (
          <li key={gap.fromMs} className="t2">
            <span className="mono">{rangeWords(t, gap)}</span> {t(`exports.why.${gap.reason}`)}
          </li>
        ))}
        {left > 0 ? <li className="t2">{t('exports.moreGaps', { count: left })}</li> : null}
      </ul>
    </details>
  );
}

/** The notes of the clouds, the player and the writer of the files about pieces of the footage. */
function Notes({ item: { notes, moreNotes } }: Pick<CameraProps, 'item'>) {
  const t = useText();
  const left = Math.max(0, notes.length - MOST_GAPS) + moreNotes;
  return (
    <details className="exports-gaps">
      <summary>{t('exports.notes', { count: notes.length + moreNotes })}</summary>
      <ul>
        {notes.slice(0, MOST_GAPS).map((note, at) => (
          // The notes of a camera never change their order.
          <li key={`${at} ${note.kind}`} className="t2">
            <span className="mono">{noteTime(t, note)}</span> {t(`exports.noteKinds.${note.kind}`)}
          </li>
        ))}
        {left > 0 ? <li className="t2">{t('exports.moreNotes', { count: left })}</li> : null}
      </ul>
    </details>
  );
}

function noteTime(t: Text, { fromMs, toMs }: ExportNote): string {
  if (fromMs !== null && toMs !== null && toMs !== fromMs) return rangeWords(t, { fromMs, toMs });
  const atMs = fromMs ?? toMs;
  return atMs === null ? '' : stampWords(stampZone(), atMs);
}
