/** The sound of a camera against its picture, measured with flashes and beeps that the source makes at the same time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import { signal, source } from '../media/harness.ts';
import { serveFlashes } from '../servers/ffmpeg.ts';
import { openPlayerPage, type PlayerPage } from '../servers/player-page.ts';
import { until } from '../servers/processes.ts';

/** The promise: sound and picture are no further apart than this. */
const IN_STEP_SEC = 0.08;
/** Flashes come every two seconds. */
const PERIOD_SEC = 2;

/** How far one moment is behind another one, in a beat of two seconds. */
const beside = (sec: number, other: number): number =>
  sec - other - Math.round((sec - other) / PERIOD_SEC) * PERIOD_SEC;

let page: PlayerPage;
let gateway: Gateway;
let camera: Awaited<ReturnType<typeof serveFlashes>>;

beforeAll(async () => {
  page = await openPlayerPage();
  gateway = createGateway({ allowedOrigins: [page.origin] });
  await gateway.start();
});

afterAll(async () => {
  await camera.close();
  await gateway.dispose();
  await page.close();
});

// @promise tile.sound-in-step: G.711 is heard within 80 ms of its picture.
it('a beep of a G.711 camera is heard within 80 ms of its flash, from the first whole beep on', async () => {
  camera = await serveFlashes('pcm_alaw');
  const open = () => gateway.open({ key: 'cam|sub', resolve: () => Promise.resolve(source(camera.url)) }, signal());
  await page.play('flv', (await open()).url);
  await until('the picture is there', async () => ((await page.look()).frames > 0 ? true : null));
  expect(await gateway.tools.ask({ kind: 'sound', key: 'cam|sub' })).toEqual({ kind: 'g711', law: 'alaw' });
  await page.hearG711((await open()).url);
  const seen = await until('flashes and beeps are there', async () => {
    const { state, flashes, beeps } = await page.flashesAndBeeps();
    // The first beep may be the rest of one: the sound was opened in its middle, as its flash was.
    const whole = beeps.filter((sec) => sec > (flashes[0] ?? Infinity) - PERIOD_SEC / 2);
    return flashes.length >= 4 && whole.length >= 3 ? { state, flashes, beeps: whole } : null;
  });
  expect(seen.state).toBe('playing');
  expect(await gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
  // A picture that the page looked at too late is a later one of the same flash: the earliest shows where the flash begins.
  const [first = 0] = seen.flashes;
  const flash = first + Math.min(...seen.flashes.map((sec) => beside(sec, first)));
  const apart = seen.beeps.map((sec) => beside(sec, flash));
  for (const sec of apart) expect(Math.abs(sec)).toBeLessThanOrEqual(IN_STEP_SEC);
});
