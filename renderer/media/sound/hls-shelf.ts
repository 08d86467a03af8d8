/** Shelves the G.711 of an HLS stream while hls.js loads its pictures. */
import type Hls from 'hls.js';
import { openShelf } from './sound-shelf.ts';
import { readTsSound, TS_HZ, type TsSound } from './ts-sound.ts';

interface Waiting {
  /** Where the segment begins, of the element. */
  readonly nearSec: number;
  readonly sound: TsSound;
}

/** Limit of segments that wait for the begin of their times. */
const MOST_WAITING = 4;
const WRAP_TICKS = 2 ** 33;

/** The shelf goes with `hls`. @param Events of the build of hls.js that plays. */
export function shelveHls(Events: (typeof Hls)['Events'], hls: Hls, video: HTMLVideoElement): void {
  const { shelf, close } = openShelf(video);
  /** The stream's time at the element's time 0, by the number of discontinuities before it. */
  const zeros = new Map<number, number>();
  let waiting: readonly (Waiting & { readonly run: number })[] = [];
  const put = ({ nearSec, sound }: Waiting, zeroSec: number): void => {
    const { law } = sound;
    if (law === null) return;
    for (const { ticks, bytes } of sound.pieces) {
      const atSec = nearest(ticks / TS_HZ - zeroSec, nearSec);
      shelf.put(atSec, { law, channels: 1, atMs: atSec * 1_000, bytes });
    }
  };
  hls.on(Events.FRAG_LOADED, (_event, { frag, payload }) => {
    const sound = readTsSound(new Uint8Array(payload));
    if (sound === null) return;
    shelf.foreign = sound.foreign;
    shelf.isRead = !sound.hasSound || sound.law !== null || sound.foreign !== null;
    const zeroSec = zeros.get(frag.cc);
    const one = { nearSec: frag.start, sound };
    if (zeroSec !== undefined) put(one, zeroSec);
    else if (sound.law !== null) waiting = [...waiting, { ...one, run: frag.cc }].slice(-MOST_WAITING);
  });
  hls.on(Events.INIT_PTS_FOUND, (_event, { frag, initPTS, timescale }) => {
    const zeroSec = initPTS / timescale;
    zeros.set(frag.cc, zeroSec);
    for (const one of waiting) if (one.run === frag.cc) put(one, zeroSec);
    waiting = waiting.filter(({ run }) => run !== frag.cc);
  });
  hls.on(Events.DESTROYING, close);
}

/** Times of transport streams begin again about every 26 hours: the one that lies nearest is meant. */
function nearest(atSec: number, nearSec: number): number {
  const wrapSec = WRAP_TICKS / TS_HZ;
  return atSec + Math.round((nearSec - atSec) / wrapSec) * wrapSec;
}
