/** The sound of recordings against their pictures: beeps that begin with each second, and the time codes of the pictures. */
import { afterEach, expect, it } from 'vitest';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { soundBetween, type SoundKind } from '../../simulator/media/sound.ts';
import { BEEPS } from '../servers/beeps.ts';
import { until } from '../servers/processes.ts';
import { openPastSite, type PastSite } from './past-site.ts';

/** The promise: sound and picture are no further apart than this. */
const IN_STEP_MS = 80;
const FROM_MS = 1_795_000_000_000;
const RANGE = { fromMs: FROM_MS, toMs: FROM_MS + 120_000 };

const SCRIPT = `
import { ShelfPlayer } from './sound/shelf-player.ts';
${BEEPS}
let anchor = null;
window.listen = () => {
  const { video } = [...players.values()][0];
  const look = (_now, { mediaTime }) => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
    anchor = { mediaSec: mediaTime, row: [...data], width: canvas.width };
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  new ShelfPlayer({ workletUrl: '/worklet.js', picture: () => video, output: watchBeepsOf(video) });
};
window.heard = () => ({ anchor, beeps: beeps.filter((sec) => sec !== null) });
`;

interface Heard {
  /** A picture that showed, and where it lies on the line of the element. */
  readonly anchor: { readonly mediaSec: number; readonly row: readonly number[]; readonly width: number } | null;
  readonly beeps: readonly number[];
}

let site: PastSite;
afterEach(() => site.close());

// @promise sound.in-step: Sound that the browser does not play is kept beside the pictures, in step within 80 ms.
it.each([
  { sound: 'alaw', transport: 'hls', from: 'a cloud over HLS' },
  { sound: 'ulaw', transport: 'flv', from: 'a device over FLV' },
  { sound: 'aac', transport: 'flv', from: 'a device over FLV' },
] as const satisfies readonly { readonly sound: SoundKind; readonly transport: string; readonly from: string }[])(
  'a beep in a recording with $sound of $from is heard within 80 ms of its picture',
  async ({ sound, transport }) => {
    site = await openPastSite({
      cameras: ['c1'],
      range: RANGE,
      stretchMs: 120_000,
      atMs: FROM_MS,
      spansOf: () => [RANGE],
      transport,
      traitsOf: { c1: { sound } },
      script: SCRIPT,
      worklet: "import './sound/sound-worklet.ts'",
    });
    await site.page.evaluate('window.listen()');
    await site.order('play');
    const { anchor, beeps } = await until('beeps are heard', async () => {
      const heard = await site.page.evaluate<Heard>('window.heard()');
      return heard.anchor !== null && heard.beeps.length >= 4 ? heard : null;
    });
    const codeMs = readTimeCode(anchor?.row ?? [], anchor?.width ?? 0, 1) ?? Number.NaN;
    // The first beep may be the rest of one: playback began in its middle.
    for (const sec of beeps.slice(1)) {
      const atMs = codeMs + (sec - (anchor?.mediaSec ?? 0)) * 1_000;
      const secondMs = Math.round(atMs / 1_000) * 1_000;
      // The frames of AAC have a grid of their own: a beep begins with the first frame of its second.
      const beginMs = soundBetween(sound, secondMs, secondMs + 1_000)[0]?.atMs ?? Number.NaN;
      expect(Math.abs(atMs - beginMs)).toBeLessThanOrEqual(IN_STEP_MS);
    }
  },
);
