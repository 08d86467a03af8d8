/** The player of a tile: there from the first moment that was chosen until the tile goes. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PlaybackId } from '../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import type { StreamProfile } from '../../../preload/domain/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { createPastEngine } from '../../media/past/create-past-engine.ts';
import { PastPlayer } from '../../media/past/past-player.ts';
import type { PastPorts } from '../../media/past/past-setup.ts';
import { createVideo } from '../../media/video-element-pool.ts';
import { on, request } from '../../page/bridge.ts';
import { footageAt } from './model/footage.ts';
import { useSession } from './model/session.ts';
import { join } from './model/transport.ts';

/** With more cameras than this the sub-stream is asked for: the tiles are small, and the main streams of all too much to decode. */
const MOST_MAIN = 4;
const DAY_MS = 86_400_000;
/** So far around the moment a recording is opened; other moments of this range need no new playback. */
const REACH_MS = 15 * DAY_MS;

const ports: PastPorts = {
  open: (opening) => request['playback.open'](opening),
  close: (playbackId) => void request['playback.close']({ playbackId }),
  steer: (playbackId, order) => request['playback.steer']({ playbackId, order }),
  resume: (playbackId, atMs) => request['playback.resume']({ playbackId, atMs: Math.floor(atMs) }),
};

/** What is opened around a moment; nothing is recorded in the future. */
function rangeAround(atMs: number): TimeRange {
  const nowMs = Date.now();
  return { fromMs: Math.max(0, atMs - REACH_MS), toMs: Math.max(atMs + 1, Math.min(atMs + REACH_MS, nowMs)) };
}

interface OwnPlayer {
  readonly player: PastPlayer;
  /** What the player was opened for. */
  readonly range: TimeRange;
  dispose(): void;
}

/** A player at the moment that shows now. */
function startPlayer({ channelId, place }: PlaybackCamera, profile: StreamProfile, momentMs: number): OwnPlayer {
  const atMs = Math.floor(momentMs);
  const range = rangeAround(atMs);
  let playbackId: PlaybackId | null = null;
  const player = new PastPlayer({
    opening: { channelId, place, profile, range, atMs, takeOver: false },
    ...{ video: createVideo(), ports, createEngine: createPastEngine, random: Math.random },
    footageAt: (ms) => footageAt(channelId, ms),
    // The state is read with each beat of the transport.
    onChange: () => undefined,
    onPlayback: (now) => (playbackId = now),
  });
  const stop = on('playback.changed', (changed) => {
    if (changed.playbackId === playbackId) player.onChanged(changed.state);
  });
  return {
    player,
    range,
    dispose: () => {
      stop();
      player.dispose();
      player.video.remove();
    },
  };
}

/** @returns where the picture goes, and the player; null before a moment was chosen. */
export function usePastPlayer({ channelId, place }: PlaybackCamera): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly player: PastPlayer | null;
} {
  const area = useRef<HTMLDivElement>(null);
  const hasMoment = useSession(({ atMs }) => atMs !== null);
  const profile = useSession(({ cameras }) => (cameras.length > MOST_MAIN ? 'sub' : 'main'));
  const [player, setPlayer] = useState<PastPlayer | null>(null);
  /** Rises when the moment leaves what the player was opened for. */
  const [reach, setReach] = useState(0);
  useEffect(() => {
    const { atMs } = useSession.getState();
    if (!hasMoment || atMs === null || area.current === null) return undefined;
    const own = startPlayer({ channelId, place }, profile, atMs);
    area.current.append(own.player.video);
    const leave = join(channelId, own.player);
    setPlayer(own.player);
    const stopWatching = useSession.subscribe(({ atMs: ms }) => {
      if (ms === null || (ms >= own.range.fromMs && ms < own.range.toMs)) return;
      if (ms < Date.now()) setReach((count) => count + 1);
    });
    return () => {
      stopWatching();
      leave();
      own.dispose();
      setPlayer(null);
    };
  }, [channelId, place, profile, hasMoment, reach]);
  return { area, player };
}
