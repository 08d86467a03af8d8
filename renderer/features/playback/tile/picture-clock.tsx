import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import type { FrameTime } from '../../../media/playback/clock/frame-time.ts';
import type { PastPlayer } from '../../../media/playback/past-player.ts';
import { useStampZone } from '../../../state/page/stamp-zone.ts';
import { pictureStamp, pictureTime, stampOf } from '../../../ui/timeline/stamp.ts';
import { usePlayBar } from '../play-bar/play-bar.ts';

interface PictureClockProps {
  readonly player: PastPlayer;
  readonly frames: FrameTime;
  /** The name of a file says the time. */
  readonly isOfFile: boolean;
}

/**
 * The time of the very picture that shows, written with each picture. In a small tile the day and the zone leave, never a part
 * of the time.
 */
export function PictureClock({ player, frames, isOfFile }: PictureClockProps) {
  const t = useText();
  const zone = useStampZone();
  const clock = useRef<HTMLTimeElement>(null);
  const estimated = t(isOfFile ? 'playback.files.byName' : 'playback.estimated');
  useEffect(() => {
    let shownMs: number | null = null;
    const show = (): void => {
      const atMs = player.pictureMs;
      if (clock.current === null || atMs === null || atMs === shownMs) return;
      shownMs = atMs;
      write(clock.current, { zone, atMs, note: player.stamps === 'estimated' ? ` ${estimated}` : '' });
    };
    show();
    // Key pictures, and pages whose video reports no pictures, are updated by the beat of the play bar.
    const stops = [frames.subscribe(show), usePlayBar.subscribe(show)];
    return () => stops.forEach((stop) => stop());
  }, [player, frames, zone, estimated]);
  return (
    <time ref={clock} className="playback-clock">
      <span className="playback-day" />
      <span />
      <span className="playback-day" />
    </time>
  );
}

interface Shown {
  readonly zone: ReturnType<typeof useStampZone>;
  readonly atMs: number;
  readonly note: string;
}

/** Past React: up to 25 pictures a second, on up to 16 tiles. */
function write(clock: HTMLTimeElement, { zone, atMs, note }: Shown): void {
  const { day, offset } = stampOf(zone, atMs);
  clock.dateTime = new Date(atMs).toISOString();
  clock.title = `${pictureStamp(zone, atMs)}${note}`;
  const words = [`${day} `, pictureTime(zone, atMs), ` ${offset}${note}`];
  for (const [i, part] of [...clock.children].entries()) {
    const text = words[i] ?? '';
    if (part.textContent !== text) part.textContent = text;
  }
}
