import type { ActionId } from '../../state/actions/shortcut-table.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { isOffered } from '../../state/actions/offered.ts';
import { runAction } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/names.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { useSession } from './model/session.ts';
import { toggleSound, useSound } from './model/sound.ts';
import { endLoop, togglePlay, toggleSkipping, toggleWaiting, useTransport } from './model/transport.ts';
import { stampZone } from '../../state/page/stamp-zone.ts';

/** The moment, and the ways to another moment. */
export function TransportBar() {
  const t = useText();
  const atMs = useSession(({ atMs: ms }) => (ms === null ? null : Math.floor(ms / 1_000) * 1_000));
  return (
    <div className="tb playback-transport" role="toolbar" aria-label={t('playback.transport')}>
      <time className="playback-moment">{atMs === null ? t('playback.noMoment') : stampWords(stampZone(), atMs)}</time>
      <i className="vr" />
      <Way id="playback.previousSpan" icon="rev" label={t('playback.names.actions.playback.previousSpan')} />
      <Way id="playback.slower" icon="minus" label={t('playback.names.actions.playback.slower')} />
      <PlayButton />
      <Way id="playback.faster" icon="plus" label={t('playback.names.actions.playback.faster')} />
      <Rate />
      <Way id="playback.previousPicture" icon="stepb" label={t('playback.names.actions.playback.previousPicture')} />
      <Way id="playback.nextPicture" icon="stepf" label={t('playback.names.actions.playback.nextPicture')} />
      <Way id="playback.back30" icon="back30" label={t('playback.names.actions.playback.back30')} />
      <Way id="playback.forward30" icon="fwd30" label={t('playback.names.actions.playback.forward30')} />
      <Way id="playback.nextSpan" icon="ff" label={t('playback.names.actions.playback.nextSpan')} />
      <SkipButton />
      <WaitButton />
      <LoopButton />
      <SoundButton />
      <Way id="playback.snapshot" icon="snap" label={t('playback.names.actions.playback.snapshot')} />
      <Way id="playback.export" icon="export" label={t('playback.names.actions.playback.export')} />
      <span className="grow" />
      <Waiting />
      <button type="button" className="btn sm" data-action="app.live" onClick={() => goTo('live')}>
        <Icon name="live" size={14} />
        {t('playback.toLive')}
      </button>
    </div>
  );
}

function PlayButton() {
  const t = useText();
  const isPlaying = useTransport((state) => state.isPlaying);
  const hasMoment = useSession(({ atMs }) => atMs !== null);
  return (
    <IconButton
      icon={isPlaying ? 'pause' : 'play'}
      size={20}
      {...useAction(t(isPlaying ? 'playback.pause' : 'playback.play'), 'playback.play')}
      disabledReason={hasMoment ? undefined : t('playback.noMoment')}
      onClick={togglePlay}
    />
  );
}

/** How fast the cameras play. */
function Rate() {
  const t = useText();
  const rate = useTransport((state) => state.rate);
  return (
    <span className="playback-rate" title={t('playback.rate')}>
      {rateWords(rate)}
    </span>
  );
}

/** `1/2×`, `16×`, and backwards `−16×`. */
function rateWords(rate: number): string {
  if (rate < 0) return `−${-rate}×`;
  return rate < 1 ? `1/${1 / rate}×` : `${rate}×`;
}

function SkipButton() {
  const t = useText();
  const skipsGaps = useTransport((state) => state.skipsGaps);
  return (
    <IconButton
      icon="gapskip"
      {...useAction(t('playback.names.actions.playback.skip'), 'playback.skip')}
      aria-pressed={skipsGaps}
      onClick={toggleSkipping}
    />
  );
}

/** Whether the selected camera is heard. */
function SoundButton() {
  const t = useText();
  const isOn = useSound((state) => state.isOn);
  return (
    <IconButton
      icon={isOn ? 'sound' : 'mute'}
      {...useAction(t('playback.names.actions.playback.sound'), 'playback.sound')}
      aria-pressed={isOn}
      onClick={toggleSound}
    />
  );
}

/** Whether all cameras wait for a late one. */
function WaitButton() {
  const t = useText();
  const rule = useTransport((state) => state.waitRule);
  return (
    <IconButton
      icon="link"
      {...useAction(t(`playback.waitRule.${rule}`), 'playback.waiting')}
      aria-pressed={rule === 'all'}
      onClick={toggleWaiting}
    />
  );
}

/** The part that is played again and again: set at A and B, ended by the button. */
function LoopButton() {
  const t = useText();
  const { loopFromMs, loopToMs } = useTransport();
  const isSet = loopFromMs !== null || loopToMs !== null;
  const end = useAction(t('playback.names.actions.playback.loopEnd'), 'playback.loopEnd');
  const time = (ms: number): string => stampWords(stampZone(), Math.floor(ms / 1_000) * 1_000);
  return (
    <>
      <Way id="playback.loopFrom" icon="inpt" label={t('playback.names.actions.playback.loopFrom')} />
      <Way id="playback.loopTo" icon="outpt" label={t('playback.names.actions.playback.loopTo')} />
      {isSet ? <IconButton icon="x" {...end} onClick={endLoop} /> : null}
      {isSet ? <span className="t2 playback-loop">{loopWords(t, loopFromMs, loopToMs, time)}</span> : null}
    </>
  );
}

function loopWords(t: Text, fromMs: number | null, toMs: number | null, time: (ms: number) => string): string {
  if (fromMs !== null && toMs !== null) return t('playback.loop', { from: time(fromMs), to: time(toMs) });
  if (fromMs !== null) return t('playback.loopFrom', { from: time(fromMs) });
  return toMs === null ? '' : t('playback.loopTo', { to: time(toMs) });
}

/** So many cameras are named. */
const MOST_NAMED = 3;

/** For which cameras all wait, by their numbers. */
function Waiting() {
  const t = useText();
  const ids = useTransport((state) => state.waitingFor);
  const byId = useDirectory((state) => state.view.byId);
  if (ids.length === 0) return null;
  const numbers = ids.map((id) => String(byId.get(id)?.number ?? t('playback.place.files')));
  const names = numbers.slice(0, MOST_NAMED).join(t('playback.comma'));
  const more = numbers.length - MOST_NAMED;
  return (
    <span className="t2" role="status">
      {more > 0 ? t('playback.waitingMore', { names, count: more }) : t('playback.waiting', { names })}
    </span>
  );
}

function Way({ id, icon, label }: { readonly id: ActionId; readonly icon: IconName; readonly label: string }) {
  const action = useAction(label, id);
  return isOffered(id) ? <IconButton icon={icon} {...action} onClick={() => void runAction(id)} /> : null;
}
