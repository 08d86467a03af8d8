/**
 * The two sides of a click: the client's page with its timeline, and a page with hls.js alone and a button. Both count from the
 * time of the browser's click event to the picture of the moment.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { channelRefOf } from '../../preload/domain/ids.ts';
import { beginPlayback, recordedCameras, type RecordedCamera } from '../e2e/past-screen.ts';
import { until, type Session } from '../e2e/harness.ts';
import { bundledScript, serveBundledPage } from '../integration/servers/bundled-page.ts';
import { MOMENT_SCRIPT, PEER_SCRIPT } from './hls-alone.ts';
import { pastUrl, signIn } from './ivm-calls.ts';

const HOUR_MS = 3_600_000;
/** As main cuts a recording: from the moment at which it was opened on. */
export const STRETCH_MS = 2 * HOUR_MS;
/** Milliseconds between two pictures of a main stream of the simulator, which one camera alone shows. */
const PICTURE_MS = 40;
/** So much must be loaded ahead before the next click. */
const AHEAD_SEC = 12;
/** The upper edge of the timeline, where a click seeks. */
const RULER_PX = 8;
/** A click nearer to an edge of the view moves the view: a share of its width. */
const EDGE = 0.08;
const LIMIT_MS = 30_000;

export interface Clicked {
  /** From the click until the picture of the moment shows, dimmed or not. */
  readonly ms: number;
  /** Until the tile says that this is the picture; for the peer the same. */
  readonly clearMs: number;
}

/** A side of the bench. */
export interface ClickSide {
  /** Resolves when as much is loaded ahead as a viewer loads who rests. */
  rest(): Promise<void>;
  click(atMs: number): Promise<Clicked>;
}

const ARM_SCRIPT = `
window.armClick = (atMs) => {
  window.clicked = null;
  let fromMs = NaN;
  addEventListener('click', ({ timeStamp }) => { fromMs = timeStamp; }, { capture: true, once: true });
  const untilTrue = (isTrue) => new Promise((resolve) => {
    const check = () => isTrue() ? resolve(performance.now()) : requestAnimationFrame(check);
    check();
  });
  const video = window.benchVideo();
  void showsMoment(video, atMs, ${PICTURE_MS}).then(async (frameMs) => {
    const isHidden = () => getComputedStyle(video).visibility === 'hidden';
    const shownMs = isHidden() ? await untilTrue(() => !isHidden()) : frameMs;
    const clearMs = await untilTrue(() => video.closest('.tile-frame:not([data-picture])') === null);
    window.clicked = { ms: shownMs - fromMs, clearMs: clearMs - fromMs };
  });
};
window.shownNow = () => {
  const video = window.benchVideo();
  return { code: codeOf(video), atSec: video.currentTime, isSeeking: video.seeking, readyState: video.readyState };
};
window.isAtRest = () => isLoadedAhead(window.benchVideo(), ${AHEAD_SEC});
`;

const OWN_SCRIPT = `${MOMENT_SCRIPT}
window.benchVideo = () => document.querySelector('.tile-frame video');
${ARM_SCRIPT}`;

const PEER_PAGE = `${MOMENT_SCRIPT}${PEER_SCRIPT}
const peer = createPeer();
peer.video.width = 960;
window.benchVideo = () => peer.video;
const open = async (atMs) => peer.open((await (await fetch(window.addresses + '?at=' + atMs)).json()).url, atMs);
window.openPeer = (addresses, atMs) => { window.addresses = addresses; return open(atMs); };
document.querySelector('button').addEventListener('click', () => {
  const { atMs, isElsewhere } = window.wanted;
  if (isElsewhere) void open(atMs);
  else peer.seek(atMs);
});
${ARM_SCRIPT}`;

/** Clicks and returns the time until the picture. @throws {Error} when the picture does not come. */
async function clickOn(page: Page, atMs: number, press: () => Promise<void>): Promise<Clicked> {
  await page.evaluate((moment) => (window as unknown as { armClick(ms: number): void }).armClick(moment), atMs);
  await press();
  const answer = await page
    .waitForFunction(() => (window as unknown as { clicked: Clicked | null }).clicked, undefined, { timeout: LIMIT_MS })
    .catch(async (error: unknown) => {
      const shown = JSON.stringify(await page.evaluate('window.shownNow()'));
      throw new Error(`the picture of ${atMs} did not come, ${shown} shows`, { cause: error });
    });
  const clicked = await answer.jsonValue();
  if (clicked === null || !(clicked.ms >= 0)) throw new Error('the picture showed before the click');
  return clicked;
}

async function rest(page: Page): Promise<void> {
  await page.bringToFront();
  await page.waitForFunction(() => (window as unknown as { isAtRest(): boolean }).isAtRest());
}

/** The client's page with one camera, from a moment on. */
export class OwnClicks implements ClickSide {
  readonly #page: Page;
  readonly #board: Locator;
  readonly camera: RecordedCamera;
  readonly openedMs: number;
  #fromMs = 0;
  #msPerPx = 0;

  private constructor(page: Page, camera: RecordedCamera, openedMs: number) {
    this.#page = page;
    this.#board = page.getByRole('slider', { name: 'Moment' });
    this.camera = camera;
    this.openedMs = openedMs;
  }

  /** @throws {Error} when no camera was recorded all the time. */
  static async open(session: Session): Promise<OwnClicks> {
    const toMs = Math.floor(Date.now() / 60_000) * 60_000 - HOUR_MS;
    const range = { fromMs: toMs - 6 * STRETCH_MS, toMs };
    const wanted = { vendor: 'huawei-ivm', place: 'cloud', range, count: 1 } as const;
    const [camera] = await recordedCameras(session.page, wanted);
    if (camera === undefined) throw new Error('no camera was recorded all the time');
    const openedMs = range.fromMs + 3 * STRETCH_MS;
    const page = await beginPlayback(session, [camera], openedMs);
    await page.locator('.tile-frame[data-picture]').waitFor();
    await page.evaluate(await bundledScript(OWN_SCRIPT));
    return new OwnClicks(page, camera, openedMs);
  }

  /** Zooms at the moment that shows; a click then leads to a moment that is known before. @param times below 0: out. */
  async zoom(times: number): Promise<void> {
    await this.#board.focus();
    for (let i = 0; i < Math.abs(times); i += 1) await this.#page.keyboard.press(times > 0 ? '+' : '-');
    const { width } = await this.#box();
    const [left, right] = [Math.round(width * 0.4), Math.round(width * 0.6)];
    const [leftMs, rightMs] = [await this.#reached(left), await this.#reached(right)];
    this.#msPerPx = (rightMs - leftMs) / (right - left);
    this.#fromMs = leftMs - left * this.#msPerPx;
  }

  /** The moments, one for each pixel, of a piece of time, in the view without its edges. */
  async moments(fromMs: number, toMs: number): Promise<readonly number[]> {
    const { width } = await this.#box();
    const edgePx = Math.ceil(width * EDGE);
    const count = Math.floor(width) - 2 * edgePx;
    const all = Array.from({ length: count }, (_, px) => this.#fromMs + (px + edgePx) * this.#msPerPx);
    return all.filter((atMs) => atMs >= fromMs && atMs < toMs);
  }

  rest = (): Promise<void> => rest(this.#page);

  async click(atMs: number): Promise<Clicked> {
    const px = Math.round((atMs - this.#fromMs) / this.#msPerPx);
    const clicked = await clickOn(this.#page, atMs, () => this.#press(px));
    const keptMs = await this.kept();
    if (Math.abs(keptMs - atMs) > PICTURE_MS / 2) throw new Error(`the click led to ${keptMs} and not to ${atMs}`);
    return clicked;
  }

  async #box() {
    const box = await this.#board.boundingBox();
    if (box === null) throw new Error('the timeline is not there');
    return box;
  }

  async #press(px: number): Promise<void> {
    const { x, y } = await this.#box();
    await this.#page.mouse.click(Math.ceil(x) + px, y + RULER_PX);
  }

  /** The moment to which a click leads, ms. */
  async #reached(px: number): Promise<number> {
    const before = await this.kept();
    await this.#press(px);
    await until(async () => (await this.kept()) !== before, 'the click leads to another moment');
    return this.kept();
  }

  /** The moment that playback keeps, epoch ms. */
  kept(): Promise<number> {
    return this.#page.evaluate(async () => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const preferences = await request['app.get-preferences']({});
      return preferences.ok ? (preferences.value.playback.atMs ?? 0) : 0;
    });
  }
}

/** hls.js alone in a window of its own, with the addresses that the same cloud gives for the same stretches. */
export class PeerClicks implements ClickSide {
  readonly #page: Page;
  /** Whether the moments lie in other stretches: the peer then asks the cloud for an address, as the client does. */
  isElsewhere = false;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async with<T>(
    session: Session,
    { camera, openedMs }: OwnClicks,
    use: (side: PeerClicks) => Promise<T>,
  ): Promise<T> {
    const addresses = await serveAddresses(session, camera, openedMs);
    const site = await serveBundledPage(PEER_PAGE, '<body><button>seek</button></body>');
    const context = await session.page
      .context()
      .browser()
      ?.newContext({ viewport: { width: 1280, height: 720 } });
    if (context === undefined) throw new Error('the browser is gone');
    try {
      const page = await context.newPage();
      await page.goto(site.origin);
      const side = new PeerClicks(page);
      await side.openAt(addresses.origin, openedMs);
      return await use(side);
    } finally {
      await context.close();
      await site.close();
      await addresses.close();
    }
  }

  async openAt(addresses: string, atMs: number): Promise<void> {
    const given = [addresses, atMs].map((value) => JSON.stringify(value)).join();
    await this.#page.evaluate(`window.openPeer(${given})`);
  }

  rest = (): Promise<void> => rest(this.#page);

  async click(atMs: number): Promise<Clicked> {
    await this.#page.evaluate(`window.wanted = ${JSON.stringify({ atMs, isElsewhere: this.isElsewhere })}`);
    return clickOn(this.#page, atMs, () => this.#page.getByRole('button').click());
  }
}

/** Answers with the address of the stretch of a moment, which it asks of the cloud each time. */
async function serveAddresses(session: Session, camera: RecordedCamera, openedMs: number) {
  const signedIn = await signIn(session.clouds);
  const { deviceNativeId, channelNativeId } = channelRefOf(camera.channelId);
  const server = http.createServer((request, response) => {
    const atMs = Number(new URL(request.url ?? '', 'http://x').searchParams.get('at'));
    const fromMs = openedMs + Math.floor((atMs - openedMs) / STRETCH_MS) * STRETCH_MS;
    const wanted = { deviceNativeId, channelNativeId, profile: 'main', fromMs, toMs: fromMs + STRETCH_MS } as const;
    response.setHeader('Access-Control-Allow-Origin', '*');
    void pastUrl(signedIn, wanted).then(
      (url) => response.end(JSON.stringify({ url })),
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
