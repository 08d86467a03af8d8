import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { IconName } from '../../../ui/icons/names.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { useSession } from '../session.ts';
import { toggleSound, useSound } from '../tile/sound.ts';
import { endLoop, loopFrom, loopTo, togglePlay, toggleSkipping, toggleWaiting, usePlayBar } from './play-bar.ts';
import { Speeds } from './speeds.tsx';
import { stampZone } from '../../../state/page/stamp-zone.ts';

/**
 * The play bar: the moment, the ways to another moment, the speed, and the buttons to save. Words stand beside the
 * signs if the bar has space; buttons for each speed become two, slower and faster, in a narrow bar.
 */
export function PlayBar() {
  const t = useText();
  const atMs = useSession(({ atMs: ms }) => (ms === null ? null : Math.floor(ms / 1_000) * 1_000));
  return (
    <div className="tb playback-play-bar" role="toolbar" aria-label={t('playback.playBar')}>
      <time className="playback-moment">{atMs === null ? t('playback.noMoment') : stampWords(stampZone(), atMs)}</time>
      <WaitButton />
      <i className="vr" />
      <Way id="playback.previousSpan" icon="rev" />
      <Way id="playback.previousPicture" icon="stepb" />
      <PlayButton />
      <Way id="playback.nextPicture" icon="stepf" />
      <Way id="playback.nextSpan" icon="ff" />
      <Jump id="playback.back30" words={t('playback.bar.back30')} />
      <Jump id="playback.forward30" words={t('playback.bar.forward30')} />
      <SkipButton />
      <i className="vr" />
      <Speeds />
      <i className="vr" />
      <LoopButtons />
      <span className="grow playback-waiting">
        <Waiting />
      </span>
      <Way id="playback.bookmark" icon="bookmark" />
      <Way id="playback.snapshot" icon="snap" />
      <Way id="playback.export" icon="export" />
      <SoundButton />
      <Way id="playback.fullScreen" icon="full" />
      <ToLive />
    </div>
  );
}

function ToLive() {
  const t = useText();
  const { label, ...action } = useAction(t('playback.toLive'), 'app.live');
  return (
    <button type="button" className="btn sm" aria-label={label} {...action} onClick={() => goTo('live')}>
      <Icon name="live" size={14} />
      <span className="playback-widest">{label}</span>
    </button>
  );
}

function PlayButton() {
  const t = useText();
  const isPlaying = usePlayBar((state) => state.isPlaying);
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

function SkipButton() {
  const t = useText();
  const isPressed = usePlayBar((state) => state.skipsGaps);
  return (
    <WordButton
      id="playback.skip"
      icon="gapskip"
      words={t('playback.bar.skip')}
      {...{ isPressed }}
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
  const rule = usePlayBar((state) => state.waitRule);
  const words = t(`playback.waitRule.${rule}`);
  return (
    <WordButton
      id="playback.waiting"
      icon="link"
      label={words}
      words={words}
      isPressed={rule === 'all'}
      onClick={toggleWaiting}
    />
  );
}

/** The part that is played again and again: set at A and B, ended by the button. */
function LoopButtons() {
  const t = useText();
  const { loopFromMs, loopToMs } = usePlayBar();
  const isSet = loopFromMs !== null || loopToMs !== null;
  const end = useAction(t('playback.names.actions.playback.loopEnd'), 'playback.loopEnd');
  const time = (ms: number): string => stampWords(stampZone(), Math.floor(ms / 1_000) * 1_000);
  return (
    <>
      <WordButton id="playback.loopFrom" icon="inpt" words={t('playback.bar.loopFrom')} onClick={loopFrom} />
      <WordButton id="playback.loopTo" icon="outpt" words={t('playback.bar.loopTo')} onClick={loopTo} />
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

/** Limit of cameras that are named. */
const MOST_NAMED = 3;

/** For which cameras all wait, by their numbers. */
function Waiting() {
  const t = useText();
  const ids = usePlayBar((state) => state.waitingFor);
  const byId = useDirectory((state) => state.view.byId);
  if (ids.length === 0) return null;
  const numbers = ids.map((id) => String(byId.get(id)?.number ?? t('playback.place.files')));
  const names = numbers.slice(0, MOST_NAMED).join(t('playback.comma'));
  const more = numbers.length - MOST_NAMED;
  const words = more > 0 ? t('playback.waitingMore', { names, count: more }) : t('playback.waiting', { names });
  return (
    <span className="t2" role="status" title={words}>
      {words}
    </span>
  );
}

type PlaybackTitle = Extract<ActionId, `playback.${string}`>;

/** A button with the name of its action. */
function Way({ id, icon }: { readonly id: PlaybackTitle; readonly icon: IconName }) {
  const t = useText();
  const action = useAction(t(`playback.names.actions.${id}`), id);
  return isOffered(id) ? <IconButton icon={icon} {...action} onClick={() => void runAction(id)} /> : null;
}

/** A step in time, with its figure. */
function Jump({ id, words }: { readonly id: PlaybackTitle; readonly words: string }) {
  const t = useText();
  const { label, ...action } = useAction(t(`playback.names.actions.${id}`), id);
  return (
    <button
      type="button"
      className="ib playback-worded"
      aria-label={label}
      {...action}
      onClick={() => void runAction(id)}
    >
      {words}
    </button>
  );
}

interface WordButtonProps {
  readonly id: PlaybackTitle;
  readonly icon: IconName;
  readonly words: string;
  /** The name of the button; absent: that of its action. */
  readonly label?: string;
  readonly isPressed?: boolean;
  readonly onClick: () => void;
}

/** A sign with words, which leave first where the bar has no room. */
function WordButton({ id, icon, words, label, isPressed, onClick }: WordButtonProps) {
  const t = useText();
  const { label: name, ...action } = useAction(label ?? t(`playback.names.actions.${id}`), id);
  return (
    <button
      type="button"
      className="ib playback-worded"
      aria-label={name}
      aria-pressed={isPressed}
      {...action}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
      <span className="playback-wide">{words}</span>
    </button>
  );
}
