import { useLocale, useText } from '../../../i18n/i18n.ts';
import {
  acknowledge,
  changeAlarms,
  holdEndsAtMs,
  next,
  togglePin,
  useAlarmTiles,
  type AlarmPlace,
} from './sequences-alarms.ts';
import { specialSlotOf, useShown, type SpecialKey } from '../../../state/sequences/sequences-shown.ts';
import { useAction, useKeys } from '../../../state/actions/shortcuts.ts';
import { clockText, durationText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon, SeverityGlyph } from '../../../ui/icons/icon.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { placeOf, type SpecialProps } from '../base/special-props.ts';
import { SpecialWaiting } from './special-waiting.tsx';
import { WarmPlace } from './special-warm.tsx';
import { LiveTile } from '../tile/tile.tsx';

/**
 * Reserved for the cameras of incoming alarms. An empty tile says that alarms are not read, so that nobody takes the tile
 * for an all-clear.
 */
export function AlarmTile(props: SpecialProps) {
  const { specialKey, aspect, isMaximised } = props;
  const t = useText();
  const camera = useShown((state) => state.cameras[specialKey] ?? null);
  const alarm = useAlarmTiles((board) => board.places[specialKey] ?? null);
  const place = placeOf(props);
  if (camera === null || alarm === null) {
    return (
      <SpecialWaiting
        {...{ place, isMaximised }}
        icon="warn"
        title={t('shell.alarmsNotRead')}
        text={t('live.alarm.notReadText')}
      />
    );
  }
  // While the camera of a newer alarm has no picture yet, its words must not be over the picture of the earlier alarm.
  const isShown = alarm.alarm.channelId === camera;
  const special = {
    slotKey: specialSlotOf(camera, specialKey),
    severity: alarm.alarm.severity,
    sign: (
      <span className="lv-special" title={t('live.alarm.name')}>
        <Icon name="alarm" size={14} />
      </span>
    ),
    behind: <WarmPlace specialKey={specialKey} />,
    over: isShown ? <AlarmOver specialKey={specialKey} place={alarm} /> : null,
  };
  return <LiveTile {...place} {...{ aspect, isMaximised, special }} channelId={camera} copy={0} />;
}

interface OverProps {
  readonly specialKey: SpecialKey;
  readonly place: AlarmPlace;
}

/** Over the picture: what happened, when, and what the operator can do with the alarm. */
function AlarmOver({ specialKey, place: { alarm, sinceMs, isPinned } }: OverProps) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const age = durationText(Math.max(0, nowMs - alarm.atMs), locale);
  const shownFor = durationText(Math.max(0, nowMs - sinceMs), locale);
  return (
    <>
      <div
        key={`${alarm.channelId}|${alarm.atMs}`}
        className={`lv-alarm-frame sv-${alarm.severity}`}
        aria-hidden="true"
      />
      <div className={`lv-alarm-tag sv-${alarm.severity}`} role="status">
        <SeverityGlyph name={alarm.severity} />
        <b>{t(`live.alarm.severity.${alarm.severity}`)}</b>
        <b className="lv-alarm-words" title={alarm.words}>
          {alarm.words}
        </b>
        <span className="lv-alarm-age">{t('live.alarm.ago', { age })}</span>
      </div>
      <div className="lv-alarm-bar">
        <span className="lv-alarm-time" title={t('live.alarm.since', { age: shownFor })}>
          {clockText(alarm.atMs)}
        </span>
        <QueueWords specialKey={specialKey} isPinned={isPinned} nowMs={nowMs} />
        <span className="grow" />
        <AlarmButtons specialKey={specialKey} isPinned={isPinned} />
      </div>
    </>
  );
}

interface QueueProps {
  readonly specialKey: SpecialKey;
  readonly isPinned: boolean;
}

function QueueWords({ specialKey, isPinned, nowMs }: QueueProps & { readonly nowMs: number }) {
  const t = useText();
  const count = useAlarmTiles(({ queue }) => queue.length);
  const dropped = useAlarmTiles((board) => board.dropped);
  const endsAtMs = useAlarmTiles((board) => holdEndsAtMs(board, specialKey));
  if (count === 0) return isPinned ? <span className="lv-alarm-queue">{t('live.alarm.pinned')}</span> : null;
  const seconds = endsAtMs === null ? 0 : Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
  const held = endsAtMs === Infinity ? t('live.alarm.stays') : t('live.alarm.hold', { seconds });
  const then = isPinned ? t('live.alarm.pinned') : held;
  const title = dropped === 0 ? undefined : t('live.alarm.dropped', { count: dropped });
  return (
    <span className="lv-alarm-queue" title={title}>
      {t('live.alarm.queue', { count })}, {then}
    </span>
  );
}

function AlarmButtons({ specialKey, isPinned }: QueueProps) {
  const t = useText();
  const isAlone = useAlarmTiles(({ queue }) => queue.length === 0);
  const keys = useKeys('tile.acknowledge');
  return (
    <>
      <IconButton
        icon="pin"
        {...useAction(t(isPinned ? 'live.alarm.unpin' : 'live.alarm.pin'), 'tile.pin')}
        aria-pressed={isPinned}
        onClick={() => changeAlarms((board) => togglePin(board, specialKey))}
      />
      <IconButton
        icon="stepf"
        {...useAction(t('live.alarm.next'), 'tile.nextAlarm')}
        disabledReason={isAlone ? t('live.alarm.noNext') : undefined}
        onClick={() => changeAlarms((board, now) => next(board, specialKey, now))}
      />
      <button
        type="button"
        className="btn sm pri"
        data-action="tile.acknowledge"
        aria-keyshortcuts={keys.aria}
        onClick={() => changeAlarms((board, now) => acknowledge(board, specialKey, now))}
      >
        {t('live.alarm.acknowledge')}
        {keys.text === undefined ? null : <Kbd keys={keys.text} />}
      </button>
    </>
  );
}
