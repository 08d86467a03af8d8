/** Calls of a simulated Huawei IVM cloud, for peers that have no client. */
import type { SimulatorInfo } from '../../scripts/lib.ts';

export async function call<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

export const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

/** The values that every further call needs. */
export interface SignedIn {
  readonly endpoint: string;
  readonly userId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws {Error} without such a cloud. */
export async function signIn(clouds: SimulatorInfo['clouds']): Promise<SignedIn> {
  const cloud = clouds['huawei-ivm'];
  if (!cloud) throw new Error('the simulator has no huawei-ivm cloud');
  const { endpoint, credentials } = cloud;
  const { userId = '', ak, sk } = credentials;
  const tokenUrl = `${endpoint}/v2/${userId}/enterprises/access-token`;
  const { access_token: token } = await call<{ access_token: string }>(tokenUrl, post({ ak, sk }));
  return { endpoint, userId, headers: { 'Access-Token': token } };
}

const BEIJING_MS = 8 * 3_600_000;
const beijingTime = (ms: number): string => new Date(ms + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

export interface PastWanted {
  readonly deviceNativeId: string;
  readonly channelNativeId: string;
  readonly profile: 'main' | 'sub';
  /** Whole seconds, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
}

interface PastAnswer {
  readonly playback_connections: { readonly cloud_trans_connections: { readonly playback_url: string } };
}

/** The HLS address of a piece of a recording in the cloud, good for a day and any number of uses. */
export async function pastUrl({ endpoint, userId, headers }: SignedIn, wanted: PastWanted): Promise<string> {
  const { deviceNativeId, channelNativeId, profile, fromMs, toMs } = wanted;
  const query = new URLSearchParams({
    record_position: 'CLOUD',
    playback_protocol: 'HTTPS_HLS',
    expire_time: '86400',
    use_times: '1',
    start_time: beijingTime(fromMs),
    end_time: beijingTime(toMs),
    stream_type: profile === 'main' ? 'PRIMARY_STREAM' : 'SECONDARY_STREAM_1',
  });
  const path = `v2/${userId}/devices/${deviceNativeId}/channels/${channelNativeId}/media/playback-connections`;
  const answer = await call<PastAnswer>(`${endpoint}/${path}?${query.toString()}`, { headers });
  return answer.playback_connections.cloud_trans_connections.playback_url;
}
