/**
 * The operator's view and choices when one camera of a wall does harm to the client. The page is in a real Chromium.
 */
import { afterEach, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { hostKind, openClient, until, untilPlaying, type OpenSession, type SessionOptions } from '../e2e/harness.ts';
import { picturesOf, tiles } from '../e2e/screen.ts';
import { picture } from '../integration/servers/scripted-flv.ts';
import { openCloudFront, type CloudFront } from './cloud-front.ts';
import { withHangingWorker } from './faulty-main.ts';
import { HANG } from './hanging-words.ts';
import { startHostile, type HostileServer } from './hostile-media.ts';

const FLV_HEADER = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);
const AVC_HEADER = Buffer.from([
  ...[9, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0],
  ...[0x17, 0, 0, 0, 0, 1, 0x42, 0, 0x1e, 0xff, 0, 0, 0, 21],
]);

let server: HostileServer | null = null;
let front: CloudFront | null = null;
let session: OpenSession | null = null;

afterEach(async () => {
  await session?.close();
  await front?.close();
  await server?.close();
  [session, front, server] = [null, null, null];
});

/** Where the cloud sends the viewers of one camera; null: to its own picture. */
type Lead = (protocol: string) => string | null;

/**
 * A wall of four cameras. The cloud leads the viewers of the first one that it is asked for to other addresses, for as long
 * as `lead` names some.
 */
async function openWall(lead: Lead, options: SessionOptions): Promise<OpenSession> {
  const opened = await openClient(options);
  session = opened;
  const cloud = opened.clouds['huawei-ivm'];
  let victim: string | null = null;
  const twist = (asked: string, answer: string): string => {
    const camera = /"device_id":"([^"]+)","channel_id":"([^"]+)"/.exec(asked)?.[0];
    if (camera === undefined || !answer.includes('"live_url"')) return answer;
    victim ??= camera;
    const url = camera === victim ? lead(/"live_protocol":"(\w+)"/.exec(asked)?.[1] ?? '') : null;
    return url === null ? answer : answer.replace(/"live_url":\s*"[^"]+"/, `"live_url":${JSON.stringify(url)}`);
  };
  front = await openCloudFront({ target: cloud?.endpoint ?? '', twist });
  await opened.client.ask({ do: 'add-accounts', clouds: { 'huawei-ivm': { ...cloud, endpoint: front.origin } } });
  await opened.client.ask({ do: 'fill-wall', layout: 4 });
  return opened;
}

const tileThatSays = (page: Page, words: string): Locator => tiles(page).filter({ hasText: words });

const untilThreePlay = ({ client }: OpenSession): Promise<void> =>
  until(async () => (await client.tiles()).filter(({ phase }) => phase === 'playing').length === 3, 'three tiles play');

/** Pictures of the other three tiles move on. */
async function expectOthersPlayOn(opened: OpenSession): Promise<void> {
  const { client, page } = opened;
  await untilThreePlay(opened);
  const others = (await client.tiles()).filter(({ phase }) => phase === 'playing');
  const before = await picturesOf(page);
  await until(async () => {
    const now = await picturesOf(page);
    return others.every(({ tile }) => now[tile]?.pixels.join() !== before[tile]?.pixels.join());
  }, 'the pictures of the other tiles move');
}

// @promise security.hung-worker
it.skipIf(hostKind !== 'browser')(
  'the camera that made the worker hang waits alone, with the reason on its tile, and plays when the operator tries again',
  async () => {
    await withHangingWorker(async (mainDir) => {
      const hostile = await startHostile();
      server = hostile;
      hostile.handle = (_path, _request, response) =>
        response.write(
          Buffer.concat([FLV_HEADER, AVC_HEADER, picture(0, true), picture(40, false), Buffer.from(HANG)]),
        );
      let isHostile = true;
      const lead: Lead = () => (isHostile ? `${hostile.origin}/evil.flv` : null);
      const opened = await openWall(lead, { locale: 'en-US', mainDir });
      const { page } = opened;
      const held = tileThatSays(page, 'This stream is held back.');
      await held.locator('.tile-error > p').getByText('It stopped the media service of the client.').waitFor();
      expect(await held.count()).toBe(1);
      await expectOthersPlayOn(opened);
      isHostile = false;
      await held.getByRole('button', { name: 'Try again' }).click();
      await untilPlaying(opened, 4);
      expect(await held.count()).toBe(0);
    });
  },
);

// @promise security.media-addresses
it('the wall names the address on the tile whose cloud leads to the metadata service of the computer, and plays the others', async () => {
  const opened = await openWall(() => 'http://169.254.169.254/live.flv', { locale: 'en-US' });
  await tileThatSays(opened.page, '169.254.169.254 was not contacted.').waitFor();
  await expectOthersPlayOn(opened);
});

// @promise security.media-addresses
it('the wall names the host on the tile whose playlist leads to a host that the cloud did not name, and plays the others', async () => {
  const hostile = await startHostile();
  server = hostile;
  hostile.handle = (path, _request, response) =>
    path.endsWith('.m3u8')
      ? response.end('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://203.0.113.7/v.m3u8\n')
      : response.end('no picture at all, so that the client asks for a playlist');
  const lead: Lead = (protocol) => `${hostile.origin}/live.${protocol.includes('HLS') ? 'm3u8' : 'flv'}`;
  const opened = await openWall(lead, { locale: 'en-US' });
  await tileThatSays(opened.page, '203.0.113.7 is not a host that this cloud may name.').waitFor();
  await expectOthersPlayOn(opened);
});
