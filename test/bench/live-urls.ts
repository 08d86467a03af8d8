/** Live URLs asked from a simulated Huawei IVM cloud directly, for the peer that has no client. */
import type { SimulatorInfo } from '../../scripts/lib.ts';
import { call, post, signIn } from './ivm-calls.ts';

interface ChannelList {
  readonly channels: readonly { device_id: string; channel_id: string; channel_state: string }[];
}
interface LiveAnswer {
  readonly live_connections: readonly { cloud_trans_connections?: { live_url?: string } }[];
}

/** The cloud answers for no more in one request. */
const MAX_CHANNELS = 100;

/** Sub-stream FLV URLs of the first `count` online channels, good for a day and any number of uses. */
export async function liveUrls(clouds: SimulatorInfo['clouds'], count: number): Promise<readonly string[]> {
  const { endpoint, userId, headers } = await signIn(clouds);
  const query = `limit=${count * 3}&offset=0&channel_state=ONLINE`;
  const list = await call<ChannelList>(`${endpoint}/v1/${userId}/channels?${query}`, { headers });
  const channels = list.channels
    .slice(0, Math.min(count * 2, MAX_CHANNELS))
    .map(({ device_id, channel_id }) => ({
      device_id,
      channel_id,
      live_protocol: 'HTTPS_FLV',
      stream_type: 'SECONDARY_STREAM_1',
    }));
  const liveUrl = `${endpoint}/v2/${userId}/devices/channels/media/live-connections`;
  const body = { channels, expire_time: 86_400, use_times: 1 };
  const answer = await call<LiveAnswer>(liveUrl, post(body, headers));
  const urls = answer.live_connections.flatMap((item) => item.cloud_trans_connections?.live_url ?? []);
  if (urls.length < count) throw new Error(`only ${urls.length} of ${count} channels have a live URL`);
  return urls.slice(0, count);
}
