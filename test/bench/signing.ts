/** One signed request of Alibaba Cloud, against the vendor's own library on the same parameters, its network cut off. */
import { createRequire } from 'node:module';
import { Secret } from '../../main/secret.ts';
import { createRpcDialect } from '../../main/vendors/aliyun/rpc-dialect.ts';
import type { RpcParam } from '../../main/vendors/aliyun/rpc-sign.ts';
import type { Operation } from '../../main/vendors/core/contract/contract.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

interface PeerClient {
  request(action: string, params: Readonly<Record<string, string>>, options: object): Promise<unknown>;
}
type PeerConstructor = new (config: object) => PeerClient;
interface PeerNetwork {
  request: (url: string, options: { readonly data?: string }) => Promise<unknown>;
  read: () => Promise<string>;
}

const VERSION = '2018-10-30';
const KEYS = { accessKeyId: 'LTAI4FoBench', accessKeySecret: 'not-a-secret' };
const ENDPOINT = 'https://cityvisual.cn-shanghai.aliyuncs.com';
const ACTION = 'SearchImages';

interface Case {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly method: 'GET' | 'POST';
  /** Requests per measurement. */
  readonly times: number;
}

const CASES: readonly Case[] = [
  {
    name: 'a list of cameras',
    params: { InstanceId: 'cityvisual-1', PageNumber: '1', PageSize: '100', CameraName: '东门 *~+ 12' },
    method: 'GET',
    times: 1_000,
  },
  {
    name: '10,000 parameters',
    params: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`P.${(i * 7919) % 10_000}`, '~* +%中'])),
    method: 'POST',
    times: 4,
  },
  { name: 'a picture of 384 KB', params: { Contents: 'A+/z'.repeat(128 * 1024) }, method: 'POST', times: 5 },
];

const dialect = createRpcDialect({ version: VERSION, longQuery: { maxUrlBytes: 8_192, reason: 'as the clouds do' } });
const operation: Operation = {
  id: ACTION,
  group: 'image-search',
  deprecated: false,
  params: [],
  result: [],
  examples: [],
  title: { zh: '', en: '' },
  notes: [],
  http: { method: 'GET', path: '/', host: null, action: ACTION, contentType: null },
};
const credential = {
  fields: { accessKeyId: KEYS.accessKeyId },
  secrets: { accessKeySecret: new Secret(KEYS.accessKeySecret) },
};

function signOurs({ params }: Case): string {
  const query: readonly RpcParam[] = Object.entries(params);
  const request = { operation, method: 'GET', endpoint: ENDPOINT, path: '/', query, headers: {}, body: null };
  const { url, body } = dialect.sign(request, credential, { nowMs: Date.now(), nonce: crypto.randomUUID() });
  return body ?? url.slice(url.indexOf('?') + 1);
}

/** The library cannot sign without sending, so this code catches the request that it would send. */
function createPeer(): (one: Case) => Promise<string> {
  const require = createRequire(import.meta.url);
  const library = require.resolve('@alicloud/pop-core');
  const network = createRequire(library)('httpx') as PeerNetwork;
  let sent = '';
  network.request = (url, { data }) => {
    sent = data ?? url.slice(url.indexOf('?') + 1);
    return Promise.resolve({ statusCode: 200, headers: {}, req: { getHeaders: () => ({}) } });
  };
  network.read = () => Promise.resolve('{}');
  const { RPCClient } = require(library) as { readonly RPCClient: PeerConstructor };
  const client = new RPCClient({ ...KEYS, endpoint: ENDPOINT, apiVersion: VERSION });
  return async ({ params, method }) => {
    await client.request(ACTION, params, { method });
    return sent;
  };
}

/** Both sides must have signed the same parameters, or the comparison proves nothing. */
function assertSameWork(one: Case, ours: string, theirs: string): void {
  const own = new URLSearchParams(ours);
  const peer = new URLSearchParams(theirs);
  const names = (text: URLSearchParams) => [...text.keys()].sort().join('&');
  const isSame =
    names(own) === names(peer) && Object.keys(one.params).every((name) => own.get(name) === peer.get(name));
  if (!isSame) throw new Error(`${one.name}: the two sides signed different requests`);
}

async function timeOf(times: number, work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  for (let i = 0; i < times; i += 1) await work();
  return performance.now() - startedMs;
}

/** The number of turns: on a machine that also does other work, only many short turns are fair. */
const MIN_TURNS = 25;

export async function signing({ rounds }: BenchOptions): Promise<BenchResult> {
  const signTheirs = createPeer();
  const rows: { name: string; ratios: number[] }[] = [];
  for (const one of CASES) {
    assertSameWork(one, signOurs(one), await signTheirs(one));
    const ratios: number[] = [];
    for (let i = 0; i < Math.max(rounds, MIN_TURNS); i += 1) {
      const oursMs = await timeOf(one.times, () => signOurs(one));
      ratios.push(oursMs / (await timeOf(one.times, () => signTheirs(one))));
    }
    rows.push({ name: one.name, ratios });
    process.stderr.write(`${one.name}: median of ${ratios.length} turns ${median(ratios).toFixed(2)}\n`);
  }
  const goals = rows.map(({ name, ratios }) => ({
    name: `signing ${name} / @alicloud/pop-core`,
    value: median(ratios),
    atMost: 1,
  }));
  return { goals, details: { rows } };
}
