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

it('a beep of a G.711 camera is heard within 80 ms of its flash, from the first beep on', async () => {
  camera = await serveFlashes('pcm_alaw');
  const open = () => gateway.open({ key: 'cam|sub', resolve: () => Promise.resolve(source(camera.url)) }, signal());
  await page.play('flv', (await open()).url);
  await until('the picture is there', async () => ((await page.look()).frames > 0 ? true : null));
  expect(await gateway.tools.ask({ kind: 'sound', key: 'cam|sub' })).toEqual({ kind: 'g711', law: 'alaw' });
  await page.hearG711((await open()).url);
  const seen = await until('four flashes and beeps are there', async () => {
    const now = await page.flashesAndBeeps();
    return now.flashes.length >= 4 && now.beeps.length >= 4 ? now : null;
  });
  expect(seen.state).toBe('playing');
  expect(await gateway.stats()).toMatchObject({ upstreams: 1, viewers: 2 });
  // Each beep against the flash that is nearest: a beat of two seconds cannot be mistaken for its neighbour.
  const [flash = 0] = seen.flashes;
  const apart = seen.beeps.map((sec) => sec - flash - Math.round((sec - flash) / PERIOD_SEC) * PERIOD_SEC);
  for (const sec of apart) expect(Math.abs(sec)).toBeLessThanOrEqual(IN_STEP_SEC);
});
