import { useEffect, useRef, useState } from 'react';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { ReplayPlayer, type ReplaySource } from '../../../media/live/replay-player.ts';
import { durationText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { holdTile } from '../../../ui/tile/tile-hold.ts';
import { hearReplay, useReplaySound } from '../model/replay-sound.ts';
import { setReplayTime, useReplayTimes } from './replay-times.ts';
import { endReplay, replayEnded } from '../../../state/players/tile-views.ts';

interface ReplayLayerProps {
  readonly slotKey: SlotKey;
  readonly tile: number;
  readonly source: ReplaySource;
}

/** The last half minute over the live picture, framed and named so that no operator takes it for live. */
export function ReplayLayer({ slotKey, tile, source }: ReplayLayerProps) {
  const t = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [player, setPlayer] = useState<ReplayPlayer | null>(null);
  useEffect(() => {
    if (video.current === null) return undefined;
    const element = video.current;
    const made = new ReplayPlayer(element, source, (error) => replayEnded(slotKey, error));
    const tell = (): void => setReplayTime(slotKey, made.pictureAtMs);
    tell();
    for (const name of MOVES) element.addEventListener(name, tell);
    setPlayer(made);
    return () => {
      for (const name of MOVES) element.removeEventListener(name, tell);
      setReplayTime(slotKey, null);
      made.dispose();
    };
  }, [source, slotKey]);
  const isHeard = useReplaySound(({ key }) => key === slotKey);
  useEffect(() => {
    const element = video.current;
    return isHeard && element !== null ? hearReplay(element) : undefined;
  }, [isHeard, source]);
  return (
    <div className="lv-replay" role="group" aria-label={t('live.tools.replay.label', { tile: tile + 1 })}>
      <div className="tile-area">
        <video ref={video} className="tile-video" muted playsInline disablePictureInPicture tabIndex={-1} aria-hidden />
      </div>
      {player === null ? null : <ReplayBar slotKey={slotKey} player={player} onLive={() => endReplay(slotKey)} />}
    </div>
  );
}

/** The events of a video after which another picture may show. */
const MOVES = ['timeupdate', 'seeking', 'seeked'] as const;

interface ReplayBarProps {
  readonly slotKey: SlotKey;
  readonly player: ReplayPlayer;
  readonly onLive: () => void;
}

/** Age of the shown picture, a slider, pause, and the button back to the live picture. The header shows the time. */
function ReplayBar({ slotKey, player, onLive }: ReplayBarProps) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  const [isPlaying, setPlaying] = useState(true);
  const { fromMs, toMs } = player.range;
  const atMs = useReplayTimes((times) => times[slotKey]) ?? player.pictureAtMs;
  const toggle = (): void => setPlaying(player.toggle());
  return (
    <div className="lv-replay-bar" data-replay-controls onDoubleClick={(event) => event.stopPropagation()}>
      <b>{t('live.tools.replay.title')}</b>
      <span className="lv-replay-age">
        {t('live.tools.replay.age', { age: durationText(Math.max(0, nowMs - atMs), locale) })}
      </span>
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={t(isPlaying ? 'live.tools.replay.pause' : 'live.tools.replay.play')}
        onClick={toggle}
      />
      <input
        type="range"
        className="lv-replay-seek"
        aria-label={t('live.tools.replay.position')}
        min={fromMs}
        max={Math.max(toMs, fromMs + 1)}
        step={100}
        value={atMs}
        onPointerDown={(event) => holdTile(event.currentTarget)}
        onChange={(event) => {
          player.seek(Number(event.target.value));
          setReplayTime(slotKey, player.pictureAtMs);
        }}
      />
      <button type="button" className="btn" onClick={onLive}>
        {t('live.tools.toLive')}
      </button>
    </div>
  );
}
