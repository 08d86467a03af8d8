/** Signed requests to the five simulated clouds, drawn by the client's own signers before they are sent at a pace. */
import { Agent, request as httpRequest } from 'node:http';
import { callers } from '../../main/vendors/registry.ts';
import type { Caller } from '../../main/vendors/core/client/caller.ts';
import { Secret, type Credential } from '../../main/secret.ts';
import type { TokenStore } from '../../main/ports/tokens.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { SimulatorInfo } from '../../scripts/lib.ts';

export interface Prepared {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The result of a pace. */
export interface Served {
  readonly perSecond: number;
  readonly failed: number;
  /** The longest wait for an answer. */
  readonly worstMs: number;
}

type CloudInfo = SimulatorInfo['clouds'][string];
type Order = readonly [operation: string, params: Readonly<Record<string, unknown>>];

const SECRETS = new Set(['sk', 'secretKey', 'accessKeySecret']);
/** VIS is asked with signed requests: no password, no token. */
const UNUSED = new Set(['userName', 'domainName', 'password', 'iamEndpoint']);
const SOCKETS = 8;
const TICK_MS = 10;

const noTokens: TokenStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

/** The calls that a wall and its tree make most: lists, details and live URLs. */
const ORDERS: Readonly<Partial<Record<VendorId, (cloud: CloudInfo) => readonly Order[]>>> = {
  'tencent-ivp': ({ examples }) => [
    ['listDevices', { OrganizationId: examples['organizationId'], PageNumber: 1, PageSize: 20 }],
    ['describeDevice', { Id: examples['deviceId'] }],
    ['getLiveStreamUrl', { ChannelId: examples['channelId'] }],
  ],
  'huawei-vis': ({ examples }) => [
    ['listDevices', { limit: 20, offset: 1 }],
    ['getStream', { stream_name: examples['streamName'] }],
  ],
  'aliyun-vcs': ({ examples }) => [
    ['DescribeIpcs', { PageNum: 1, PageSize: 20 }],
    ['GetDeviceLiveUrl', { CorpId: examples['corpId'], DeviceId: examples['deviceId'], OutProtocol: 'httpsflv' }],
  ],
  'aliyun-cityvisual': ({ examples }) => [
    ['DescribeCameras', { InstanceId: examples['instanceId'], PageNumber: 1, PageSize: 20 }],
  ],
};

function credentialOf({ credentials }: CloudInfo): Credential {
  const given = Object.entries(credentials).filter(([name]) => !UNUSED.has(name));
  const of = (isSecret: boolean) => given.filter(([name]) => SECRETS.has(name) === isSecret);
  return {
    fields: Object.fromEntries(of(false)),
    secrets: Object.fromEntries(of(true).map(([name, value]) => [name, new Secret(value)])),
  };
}

interface Source {
  next(): Prepared;
  dispose(): void;
}

function signedSource(vendor: VendorId, cloud: CloudInfo): Source {
  const credential = credentialOf(cloud);
  const caller: Caller | undefined = callers[vendor]?.({ endpoint: cloud.endpoint, credential, tokens: noTokens });
  const orders = ORDERS[vendor]?.(cloud) ?? [];
  if (!caller || orders.length === 0) throw new Error(`no requests to ${vendor}`);
  let drawn = 0;
  return {
    next: () => {
      const [operation, params] = orders[drawn % orders.length] ?? ['', {}];
      drawn += 1;
      const { signed } = caller.sketch(operation, params, credential);
      const { method, headers, body } = signed;
      return { method, url: new URL(signed.url), headers, body };
    },
    dispose: () => caller.dispose(),
  };
}

/** Huawei IVM asks for a token instead of a signature. */
function tokenSource(cloud: CloudInfo, token: string): Source {
  const { endpoint, credentials, examples } = cloud;
  const headers = { 'Access-Token': token, 'Content-Type': 'application/json' };
  const base = `${endpoint}/v1/${credentials['userId'] ?? ''}`;
  const ids = { device_id: examples['deviceId'], channel_id: examples['channelId'] };
  const live = { ...ids, live_protocol: 'HTTPS_FLV', stream_type: 'SECONDARY_STREAM_1' };
  const liveUrl = `${endpoint}/v2/${credentials['userId'] ?? ''}/devices/channels/media/live-connections`;
  const requests: readonly Prepared[] = [
    { method: 'GET', url: new URL(`${base}/channels?limit=20&offset=0`), headers, body: null },
    { method: 'GET', url: new URL(`${base}/devices?limit=20&offset=0`), headers, body: null },
    { method: 'POST', url: new URL(liveUrl), headers, body: JSON.stringify({ channels: [live] }) },
  ];
  let drawn = 0;
  return {
    next: () => {
      drawn += 1;
      return requests[drawn % requests.length] as Prepared;
    },
    dispose: () => undefined,
  };
}

/** Draws requests to all clouds in turn; close it. @param token of the IVM cloud. */
export function openRequests(clouds: SimulatorInfo['clouds'], token: string): Source {
  const sources = Object.entries(clouds).map(([vendor, cloud]) =>
    vendor === 'huawei-ivm' ? tokenSource(cloud, token) : signedSource(vendor as VendorId, cloud),
  );
  let drawn = 0;
  return {
    next: () => {
      drawn += 1;
      return (sources[drawn % sources.length] as Source).next();
    },
    dispose: () => sources.forEach((one) => one.dispose()),
  };
}

/**
 * Sends `requests`, a fixed number each second whatever the answers are; `perSecond` counts good answers up to the last
 * one.
 */
export async function sendAtPace(requests: readonly Prepared[], perSecond: number): Promise<Served> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const startedMs = performance.now();
  let [good, failed, worstMs, sent] = [0, 0, 0, 0];
  const answers: Promise<void>[] = [];
  const one = async (prepared: Prepared): Promise<void> => {
    const sentMs = performance.now();
    if (await send(prepared, agent)) good += 1;
    else failed += 1;
    worstMs = Math.max(worstMs, performance.now() - sentMs);
  };
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(requests.length, Math.floor(((performance.now() - startedMs) * perSecond) / 1000));
      for (; sent < due; sent += 1) answers.push(one(requests[sent] as Prepared));
      if (sent < requests.length) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  await Promise.all(answers);
  agent.destroy();
  return { perSecond: (good * 1000) / (performance.now() - startedMs), failed, worstMs };
}

/** @returns whether the answer is a good one: 200, and no error code within. */
function send({ method, url, headers, body }: Prepared, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve(response.statusCode === 200 && !/"(StatusCode":(?!200)|error_code")/.test(text)),
      );
      response.on('error', () => resolve(false));
    });
    request.on('error', () => resolve(false));
    request.end(body ?? undefined);
  });
}
