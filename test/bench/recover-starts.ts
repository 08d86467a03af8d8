/**
 * Draws over which transport each tile of a page begins, among those that its cloud has and the client plays, and brings
 * the page there. A camera that begins on HLS has HLS alone from then on: its FLV answers with a page of words.
 */
import type { VendorId } from '../../preload/domain/vendor.ts';
import { until, untilPlaying, type OpenSession } from '../e2e/harness.ts';
import { carriersOf, tileNames, type Carrier, type Transport } from '../e2e/recovery-watch.ts';
import type { Random } from './soak-random.ts';

const START_LIMIT_MS = 120_000;

/** Huawei VIS publishes HLS for H.265 alone, which no browser of a test machine decodes. */
const STARTS: Readonly<Record<VendorId, readonly Transport[]>> = {
  'huawei-ivm': ['flv', 'hls'],
  'huawei-vis': ['flv'],
  'tencent-ivp': ['flv', 'hls'],
  'aliyun-vcs': ['flv', 'hls'],
  'aliyun-cityvisual': ['rtmp'],
};

/** How each tile of a page begins, in the order of the tiles. */
export type Starts = readonly (Carrier & { readonly name: string })[];

/** How the tiles of a page play. @throws {Error} when the simulator serves no stream to one of the tiles. */
async function carriersOnPage(session: OpenSession): Promise<Starts> {
  const carriers = await carriersOf(session);
  return (await tileNames(session.page)).map((name) => {
    const carrier = carriers.get(name);
    if (carrier === undefined) throw new Error(`nobody watches ${name}`);
    return { name, ...carrier };
  });
}

/**
 * Draws a start for each tile and opens the page again, until every tile plays over the transport that was drawn for
 * it.
 */
export async function beginAnew(session: OpenSession, random: Random): Promise<Starts> {
  const tiles = await carriersOnPage(session);
  const starts = tiles.map((tile) => ({ ...tile, transport: random.pick(STARTS[tile.vendor]) }));
  const cameraKeys = starts.flatMap(({ cameraKey, transport }) => (transport === 'hls' ? [cameraKey] : []));
  await session.control('POST', '/media/hls-only', { cameraKeys });
  await session.renew();
  await untilPlaying(session, starts.length, START_LIMIT_MS);
  const isBegun = async (): Promise<boolean> => {
    const carriers = await carriersOf(session);
    return starts.every(({ name, transport }) => carriers.get(name)?.transport === transport);
  };
  await until(isBegun, 'every tile plays over the transport that was drawn', START_LIMIT_MS);
  return starts;
}
