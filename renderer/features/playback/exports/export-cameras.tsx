/** The cameras of an export: for each its size, its gaps and its archived footage, before the order. */
import type { CameraSurvey, ExportEstimate } from '../../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { useLocale, useText, type Text } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { byteText, durationText } from '../../../ui/format.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { useExportDraft } from './export-order.ts';
import { surveyOf, type ExportSurvey } from './export-survey.ts';
import { listingOf } from '../recordings/listing.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { summaryOf, type Summary } from '../tile/summary.ts';
import { summaryWords } from '../tile/summary-words.ts';

interface ExportCamerasProps {
  readonly cameras: readonly PlaybackCamera[];
  readonly without: ReadonlySet<ChannelId>;
  readonly range: TimeRange | null;
  readonly size: ExportEstimate | null;
  readonly survey: ExportSurvey;
}

export function ExportCameras({ cameras, without, range, size, survey }: ExportCamerasProps) {
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
          {...{ camera, range, size }}
          told={surveyOf(survey, camera)}
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
  readonly size: ExportEstimate | null;
  readonly told: CameraSurvey | undefined;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** A camera, the place of its recordings, and the known footage in the range. */
function CameraChoice({ camera, range, size, told, isChosen, onToggle }: CameraChoiceProps) {
  const t = useText();
  const { channelId, place } = camera;
  const channel = useDirectory((state) => state.view.byId.get(channelId));
  const known = useRecordings((all) => all[channelId]);
  const summary =
    range === null
      ? ''
      : knownWords(t, summaryOf(known, range, { nowMs: Date.now(), listing: listingOf({ channelId, place }) }));
  const words = [t(`playback.place.${place}`), place === 'device' ? t('playback.export.byDevice') : summary];
  return (
    <>
      <label className="playback-chosen">
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <span className="grow">
          {channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`}
          <span className="t2 playback-status">{words.filter((one) => one !== '').join(t('playback.comma'))}</span>
        </span>
        {isChosen ? <span className="t2">{sizeWords(t, camera, size)}</span> : null}
      </label>
      {isChosen && told !== undefined ? <Lacks told={told} /> : null}
    </>
  );
}

function sizeWords(t: Text, { channelId, place }: PlaybackCamera, size: ExportEstimate | null): string {
  const known = size?.cameras.find((one) => one.channelId === channelId && one.place === place);
  if (known === undefined) return '';
  return t(`playback.export.size.${known.isGuess ? 'about' : 'told'}`, { size: byteText(known.bytes) });
}

const lengthOf = (ranges: readonly TimeRange[]): number =>
  ranges.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** The archived footage of a camera, and the pieces without a recording, each with its reason. */
function Lacks({ told: { archived, canRecall, gaps, gapCount, gapMs } }: { readonly told: CameraSurvey }) {
  const t = useText();
  const locale = useLocale();
  const left = gapCount - gaps.length;
  return (
    <div className="playback-lacks">
      {archived.length === 0 ? null : (
        <p className="playback-archived">
          {t(canRecall ? 'playback.export.archived' : 'playback.export.archivedByOwner', {
            time: durationText(lengthOf(archived), locale),
          })}
        </p>
      )}
      {gapCount === 0 ? null : (
        <details>
          <summary className="t2">
            {t('playback.export.gaps', { count: gapCount, time: durationText(gapMs, locale) })}
          </summary>
          <ul>
            {gaps.map(({ fromMs, toMs, reason }) => (
              <li key={fromMs} className="t2">
                <span className="mono">
                  {stampWords(stampZone(), fromMs)} – {stampWords(stampZone(), toMs)}
                </span>{' '}
                {t(`playback.gapWhy.${reason}`)}
              </li>
            ))}
            {left > 0 ? <li className="t2">{t('playback.export.moreGaps', { count: left })}</li> : null}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The known recordings in the range of the export, in words. */
function knownWords(t: Text, summary: Summary): string {
  const { kind } = summary;
  if (kind === 'covered') {
    const { percent, isArchived } = summary;
    return t(isArchived ? 'playback.export.coveredAndArchived' : 'playback.export.covered', { percent });
  }
  if (kind === 'none' || kind === 'archivedWithin' || kind === 'unlisted') return t(`playback.export.${kind}`);
  return summaryWords(t, summary);
}
