/** The player of a tile: there from the first moment that was chosen until the tile goes. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { PlaybackId } from '../../../../preload/domain/ids.ts';
import type { RecordingPlace } from '../../../../preload/domain/recording/recordings.ts';
import { FOOTAGE } from '../../../media/playback/clock/clocked-player.ts';
import { FrameTime } from '../../../media/playback/clock/frame-time.ts';
import { GovernedPast } from '../../../media/playback/governed-past.ts';
import { KeyPlayer } from '../../../media/playback/key-pictures/key-player.ts';
import { PastPlayer } from '../../../media/playback/past-player.ts';
import type { PastPlayerSetup } from '../../../media/playback/past-setup.ts';
import { createVideo } from '../../../media/pool/video-element-pool.ts';
import { on } from '../../../page/bridge.ts';
import { footageAt, footageBeforeMs } from '../recordings/footage.ts';
import { onFootageCame, onListRead } from '../recordings/newest.ts';
import { ALL_TIME, fileEngines, filePorts } from '../files/file-player.ts';
import { keepPlayback, rangeAround } from '../play-bar/playback-ports.ts';
import { enginesWithRing, hasRingAt, portsWithRing, ringRange } from '../recordings/ring.ts';
import { relief, wishOf } from './relief.ts';
import { useSession, type SessionCamera } from '../session.ts';
import { useStreamChoices } from './stream-choice.ts';
import { join } from '../play-bar/play-bar.ts';

interface PastSource extends Pick<PastPlayerSetup, 'ports' | 'createEngine' | 'rangeAround'> {
  readonly recordedAt: RecordingPlace;
}

/** The source of the player: main's gateway, files of this window, or the ring of a live stream. */
const sourceOf = ({ channelId, place }: SessionCamera): PastSource =>
  place === 'files'
    ? // Nothing asks main for files.
      {
        recordedAt: 'device',
        ports: filePorts(channelId),
        createEngine: fileEngines(channelId),
        rangeAround: () => ALL_TIME,
      }
    : {
        recordedAt: place,
        ports: portsWithRing,
        createEngine: enginesWithRing,
        rangeAround: (atMs) => ringRange(channelId, atMs) ?? rangeAround(atMs, Date.now()),
      };

/**
 * @returns the place of the picture, the player, and the times of its pictures; null before a moment was chosen.
 */
export function usePastPlayer({ channelId, place }: SessionCamera): {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly player: PastPlayer | null;
  readonly frames: FrameTime | null;
} {
  const area = useRef<HTMLDivElement>(null);
  const hasMoment = useSession(({ atMs }) => atMs !== null);
  /** A device plays one recording at a time: it is opened anew for another stream. Null: changed while it plays. */
  useStreamChoices(({ chosen }) => chosen[channelId]);
  const profile = useSession((state) => (place === 'device' ? wishOf(channelId, state) : null));
  const [made, setMade] = useState<{ readonly player: PastPlayer; readonly frames: FrameTime } | null>(null);
  useEffect(() => {
    if (!hasMoment || area.current === null) return undefined;
    let playback: PlaybackId | null = null;
    const { recordedAt, ...source } = sourceOf({ channelId, place });
    const canvas = document.createElement('canvas');
    canvas.className = 'playback-keys';
    const video = createVideo();
    const frames = new FrameTime(video);
    const own = new PastPlayer({
      recording: { channelId, place: recordedAt, profile: profile ?? wishOf(channelId) },
      video,
      frames,
      keys: new KeyPlayer(canvas),
      ...source,
      footageAt: (atMs) => (hasRingAt(channelId, atMs) ? FOOTAGE : footageAt(channelId, atMs)),
      footageBeforeMs: (atMs) => footageBeforeMs(channelId, atMs),
      random: Math.random,
      // The state is read with each beat of the play bar's clock.
      onChange: () => undefined,
      onPlayback: (now, before) => {
        playback = now;
        keepPlayback(channelId, now, before);
      },
    });
    area.current.append(own.video, canvas);
    const stop = on('playback.changed', ({ playbackId, state }) => {
      if (playbackId === playback) own.onChanged(state);
    });
    const leave = join(channelId, own);
    const governed = new GovernedPast(own, own.stream.wanted);
    const wish = (): void => governed.setWish(profile ?? wishOf(channelId));
    const stops = [relief.add(channelId, governed), useSession.subscribe(wish), useStreamChoices.subscribe(wish)];
    const stopList = onFootageCame(channelId, (atMs) => {
      own.seek(atMs);
      // A recording that was opened before the footage came does not hold the footage.
      if (own.state.phase !== 'opening') own.retryNow();
    });
    const stopReads = onListRead(channelId, () => {
      if (own.state.phase === 'failed' && own.state.error.code === 'recording.none') own.retryNow();
    });
    setMade({ player: own, frames });
    return () => {
      stop();
      stopList();
      stopReads();
      for (const end of stops) end();
      leave();
      own.dispose();
      frames.dispose();
      own.video.remove();
      canvas.remove();
      setMade(null);
    };
  }, [channelId, place, profile, hasMoment]);
  return { area, player: made?.player ?? null, frames: made?.frames ?? null };
}
