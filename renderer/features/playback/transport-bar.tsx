import type { ActionId } from '../../state/actions/shortcut-table.ts';
import { useText } from '../../i18n/i18n.ts';
import { runAction } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/names.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import { useSession } from './model/session.ts';
import { togglePlay, toggleSkipping, useTransport } from './model/transport.ts';

/** The moment, and the ways to another moment. */
export function TransportBar() {
  const t = useText();
  const atMs = useSession(({ atMs: ms }) => (ms === null ? null : Math.floor(ms / 1_000) * 1_000));
  return (
    <div className="tb playback-transport" role="toolbar" aria-label={t('playback.transport')}>
      <time className="playback-moment">
        {atMs === null ? t('playback.noMoment') : stampWords(operatorZone(), atMs)}
      </time>
      <i className="vr" />
      <Way id="playback.previousSpan" icon="rev" label={t('playback.names.actions.playback.previousSpan')} />
      <Way id="playback.slower" icon="minus" label={t('playback.names.actions.playback.slower')} />
      <PlayButton />
      <Way id="playback.faster" icon="plus" label={t('playback.names.actions.playback.faster')} />
      <Rate />
      <Way id="playback.back30" icon="back30" label={t('playback.names.actions.playback.back30')} />
      <Way id="playback.forward30" icon="fwd30" label={t('playback.names.actions.playback.forward30')} />
      <Way id="playback.nextSpan" icon="ff" label={t('playback.names.actions.playback.nextSpan')} />
      <SkipButton />
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
      {rate < 1 ? `1/${1 / rate}` : rate}×
    </span>
  );
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

/** For which cameras all wait. */
function Waiting() {
  const t = useText();
  const count = useTransport((state) => state.waitingFor.length);
  return count === 0 ? null : <span className="t2">{t('playback.waiting', { count })}</span>;
}

function Way({ id, icon, label }: { readonly id: ActionId; readonly icon: IconName; readonly label: string }) {
  return <IconButton icon={icon} {...useAction(label, id)} onClick={() => void runAction(id)} />;
}
