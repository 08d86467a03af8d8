/** Details of the selected camera's recordings at the moment: time, kind, size, alarms, and the id of the file. */
import { ALARM_KINDS, type AlarmKind, type Recording } from '../../../../preload/domain/recording/recordings.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { byteText } from '../../../ui/format.ts';
import { stampOf, stampWords } from '../../../ui/timeline/stamp.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { ownMoment } from './newest.ts';
import { useRecordingsAt } from './recording-at.ts';
import { useSession } from '../session.ts';
import { usePlayBar } from '../play-bar/play-bar.ts';

/** Continuous, motion and alarm recordings can lie on one moment. */
const MOST_SHOWN = 3;

export function RecordingDetails({ camera }: { readonly camera: PlaybackCamera }) {
  const t = useText();
  const standing = usePlayBar(({ standings }) => standings[camera.channelId]);
  // By seconds: the moment changes with every picture.
  const atMs = useSession(({ atMs: clockMs }) =>
    clockMs === null ? null : Math.floor(ownMoment(clockMs, standing) / 1_000) * 1_000,
  );
  const recordings = useRecordingsAt(camera, atMs);
  if (recordings.length === 0) return null;
  const more = recordings.length - MOST_SHOWN;
  return (
    <section className="playback-recording" aria-label={t('playback.recording.title')}>
      <h3 className="t3">{t('playback.recording.title')}</h3>
      {recordings.slice(0, MOST_SHOWN).map((one) => (
        <Details key={`${one.fromMs} ${one.kind} ${one.nativeId}`} recording={one} />
      ))}
      {more > 0 ? <p className="t2">{t('playback.recording.more', { count: more })}</p> : null}
    </section>
  );
}

function Details({ recording }: { readonly recording: Recording }) {
  const t = useText();
  const { fromMs, toMs, kind, storage, sizeBytes, alarmKinds, nativeId } = recording;
  const about = [
    t(`playback.recording.kinds.${kind}`),
    ...(storage === 'cold' ? [t('playback.recording.cold')] : []),
    sizeBytes === null ? t('playback.recording.noSize') : byteText(sizeBytes),
  ];
  return (
    <div className="playback-status">
      <p className="mono">{spanWords(t, fromMs, toMs)}</p>
      <p className="t2">{about.join(t('playback.comma'))}</p>
      {alarmKinds.length === 0 ? null : (
        <p className="t2">
          {t('playback.recording.alarms', {
            alarms: alarmKinds.map((one) => alarmWords(t, one)).join(t('playback.comma')),
          })}
        </p>
      )}
      {nativeId === null ? (
        <p className="t3">{t('playback.recording.noId')}</p>
      ) : (
        <p className="t2 row g1">
          {t('playback.recording.id')}
          <span className="mono el selectable" title={nativeId}>
            {nativeId}
          </span>
          <CopyButton text={nativeId} label={t('playback.recording.copyId')} />
        </p>
      )}
    </div>
  );
}

/** The day of the end stands where it is another one than that of the begin. */
function spanWords(t: Text, fromMs: number, toMs: number): string {
  const zone = stampZone();
  const [from, to] = [stampOf(zone, fromMs), stampOf(zone, toMs)];
  const isSameDay = from.day === to.day && from.offset === to.offset;
  const end = isSameDay ? to.time : stampWords(zone, toMs);
  return t('playback.recording.span', { from: stampWords(zone, fromMs), to: end });
}

/** An alarm that no document explains has the name that the cloud gives. */
const alarmWords = (t: Text, kind: string): string => {
  const known = ALARM_KINDS.find((one): one is AlarmKind => one === kind);
  return known === undefined ? kind : t(`playback.recording.alarmKinds.${known}`);
};
