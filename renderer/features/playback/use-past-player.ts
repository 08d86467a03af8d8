/** The player of a tile: there from the first moment that was chosen until the tile goes. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import { footageAt } from './model/footage.ts';
import { PastPlayer } from './model/past-player.ts';
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
    const own = new PastPlayer({
      camera: { channelId, place },
      profile,
      footageAt: (atMs) => footageAt(channelId, atMs),
    });
    own.show(area.current);
    const leave = join(channelId, own);
    setPlayer(own);
    return () => {
      leave();
      own.dispose();
      setPlayer(null);
    };
  }, [channelId, place, profile, hasMoment]);
  return { area, player };
}
