/** The player of a tile: there from the first moment that was chosen until the tile goes. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PlaybackId } from '../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { createPastEngine } from '../../media/past/create-past-engine.ts';
import { PastPlayer } from '../../media/past/past-player.ts';
import { createVideo } from '../../media/video-element-pool.ts';
import { on } from '../../page/bridge.ts';
import { footageAt } from './model/footage.ts';
import { keepPlayback, pastPorts, rangeAround } from './model/playback-ports.ts';
import { useSession } from './model/session.ts';
import { join } from './model/transport.ts';

/** With more cameras than this the sub-stream is asked for: the tiles are small, and the main streams of all too much to decode. */
const MOST_MAIN = 4;

/** @returns where the picture goes, and the player; null before a moment was chosen. */
export function usePastPlayer({ channelId, place }: PlaybackCamera): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly player: PastPlayer | null;
} {
  const area = useRef<HTMLDivElement>(null);
  const hasMoment = useSession(({ atMs }) => atMs !== null);
  const profile = useSession(({ cameras }) => (cameras.length > MOST_MAIN ? 'sub' : 'main'));
  const [player, setPlayer] = useState<PastPlayer | null>(null);
  useEffect(() => {
    if (!hasMoment || area.current === null) return undefined;
    let playback: PlaybackId | null = null;
    const own = new PastPlayer({
      recording: { channelId, place, profile },
      rangeAround: (atMs) => rangeAround(atMs, Date.now()),
      video: createVideo(),
      ports: pastPorts,
      createEngine: createPastEngine,
      footageAt: (atMs) => footageAt(channelId, atMs),
      random: Math.random,
      // The state is read with each beat of the transport.
      onChange: () => undefined,
      onPlayback: (now, before) => {
        playback = now;
        keepPlayback(channelId, now, before);
      },
    });
    area.current.append(own.video);
    const stop = on('playback.changed', ({ playbackId, state }) => {
      if (playbackId === playback) own.onChanged(state);
    });
    const leave = join(channelId, own);
    setPlayer(own);
    return () => {
      stop();
      leave();
      own.dispose();
      own.video.remove();
      setPlayer(null);
    };
  }, [channelId, place, profile, hasMoment]);
  return { area, player };
}
