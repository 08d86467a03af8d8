/**
 * Requests to the simulated clouds that no client checks: parameters go where the documents want them, however wrong they
 * are, and the request is signed as it should be. None of it is the client's code.
 */
import { randomUUID } from 'node:crypto';
import type { Field, Operation } from '../../../main/vendors/core/contract/contract.ts';
import { sign as signRpc } from '../../simulator/clouds/aliyun-rpc/aliyun-support.ts';
import { sign as signIvp } from '../../simulator/clouds/tencent-ivp/tencent-ivp-support.ts';
import type { CloudAccess } from '../../simulator/simulator.ts';
import { isCommaList, isJsonText, type Values } from './good-values.ts';

export interface RawAnswer {
  readonly http: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RawCloud {
  send(operation: Operation, params: Values): Promise<RawAnswer>;
}

type Pair = readonly [string, string];

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

async function exchange(url: URL, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { http: response.status, headers: response.headers, body: parsed as RawAnswer['body'] };
}

/**
 * The common form of a request to the three REST services: path, query, JSON body, form.
 *
 * @param session the places of the path that the session fills.
 */
function restRequest(endpoint: string, { params: fields, http }: Operation, params: Values, session: Values = {}) {
  const given = (field: Field): boolean => params[field.name] !== undefined;
  const inPlace = (place: Field['in']): readonly Field[] => fields.filter((one) => one.in === place);
  const path = http.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(params[name] ?? session[name])),
  );
  const strangers = Object.keys(params).filter((name) => !fields.some((one) => one.name === name));
  const hasBody = inPlace('body').length > 0;
  const bodyNames = [
    ...inPlace('body')
      .filter(given)
      .map(({ name }) => name),
    ...(hasBody ? strangers : []),
  ];
  const url = new URL(path, endpoint);
  for (const field of inPlace('query').filter(given)) {
    const value = params[field.name];
    url.searchParams.set(field.name, Array.isArray(value) ? value.map(textOf).join(',') : textOf(value));
  }
  if (!hasBody) for (const name of strangers) url.searchParams.set(name, textOf(params[name]));
  const form = inPlace('form').filter(given);
  const init: { method: string; headers: Record<string, string>; body?: string | FormData } = {
    method: http.method,
    headers: {},
  };
  if (bodyNames.length > 0) {
    init.body = JSON.stringify(Object.fromEntries(bodyNames.map((name) => [name, params[name]])));
    init.headers['content-type'] = 'application/json';
  } else if (form.length > 0) {
    const data = new FormData();
    for (const { name } of form) {
      const value = params[name];
      if (value instanceof Uint8Array) data.set(name, new File([Buffer.from(value)], `${name}.xlsx`));
      else data.set(name, textOf(value));
    }
    init.body = data; // its content type is not signed, so the boundary may come from `fetch`
  }
  return { url, init };
}

export async function openIvm({ endpoint, credentials }: CloudAccess): Promise<RawCloud> {
  const { userId = '', ak, sk } = credentials;
  const answer = await exchange(new URL(`/v2/${userId}/enterprises/access-token`, endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ak, sk }),
  });
  const token = String(answer.body['access_token']);
  return {
    send: (operation, params) => {
      const { url, init } = restRequest(endpoint, operation, params, { user_id: userId });
      return exchange(url, { ...init, headers: { ...init.headers, 'access-token': token } });
    },
  };
}

export async function openVis({ endpoint, credentials }: CloudAccess): Promise<RawCloud> {
  const { domainName, userName, password, projectId = '', iamEndpoint = '' } = credentials;
  const user = { name: userName, password, domain: { name: domainName } };
  const scope = { project: { name: 'cn-north-4' } };
  const { headers } = await exchange(new URL('/v3/auth/tokens', iamEndpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } }),
  });
  const token = headers.get('x-subject-token') ?? '';
  return {
    send: (operation, params) => {
      const place = operation.group === 'iam' ? iamEndpoint : endpoint;
      const { url, init } = restRequest(place, operation, params, { project_id: projectId });
      return exchange(url, { ...init, headers: { ...init.headers, 'x-auth-token': token } });
    },
  };
}

export function openIvp({ endpoint, credentials }: CloudAccess, nowMs: number): RawCloud {
  const { secretId = '', secretKey = '' } = credentials;
  const startSec = Math.floor(nowMs / 1000);
  return {
    send: (operation, params) => {
      const { url, init } = restRequest(endpoint, operation, params);
      const sent = { method: init.method, path: url.pathname, query: url.searchParams, headers: { host: url.host } };
      const options = { secretId, secretKey, startSec, endSec: startSec + 600, headers: ['host'] };
      const headers = { ...init.headers, authorization: signIvp(sent, options) };
      return exchange(url, { ...init, headers });
    },
  };
}

/** A value inside JSON: comma lists stay texts there. */
function jsonValue(fields: readonly Field[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => jsonValue(fields, item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, item]: readonly [string, unknown]) => {
    const field = fields.find((one) => one.name === name);
    const isText = field !== undefined && isCommaList(field) && Array.isArray(item);
    return [name, isText ? (item as readonly unknown[]).join(',') : jsonValue(field?.children ?? [], item)];
  });
  return Object.fromEntries(members) as unknown;
}

function rpcPairs(field: Field, value: unknown): readonly Pair[] {
  const { name, encoding, children = [] } = field;
  if (encoding === 'json' || isJsonText(field)) return [[name, JSON.stringify(jsonValue(children, value))]];
  if (isCommaList(field)) return [[name, Array.isArray(value) ? value.map(textOf).join(',') : textOf(value)]];
  if (!Array.isArray(value)) return [[name, textOf(value)]];
  return value.flatMap((item: unknown, i): readonly Pair[] =>
    typeof item === 'object' && item !== null
      ? Object.entries(item)
          .filter(([, one]) => one !== undefined)
          .map(([key, one]) => [`${name}.${String(i + 1)}.${key}`, textOf(one)] as const)
      : [[`${name}.${String(i + 1)}`, textOf(item)]],
  );
}

/** As a form: no query carries a picture. */
export function openRpc({ endpoint, credentials }: CloudAccess, version: string, nowMs: number): RawCloud {
  const { accessKeyId = '', accessKeySecret = '' } = credentials;
  return {
    send: (operation, params) => {
      const own = Object.entries(params)
        .filter(([, value]) => value !== undefined)
        .flatMap(([name, value]): readonly Pair[] => {
          const field = operation.params.find((one) => one.name === name);
          return field ? rpcPairs(field, value) : [[name, textOf(value)]];
        });
      const sent: Record<string, string> = {
        Action: operation.http.action ?? '',
        Format: 'JSON',
        Version: version,
        AccessKeyId: accessKeyId,
        SignatureMethod: 'HMAC-SHA1',
        SignatureVersion: '1.0',
        SignatureNonce: randomUUID(),
        Timestamp: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
        ...Object.fromEntries(own),
      };
      const body = new URLSearchParams({ ...sent, Signature: signRpc('POST', sent, accessKeySecret) });
      return exchange(new URL('/', endpoint), { method: 'POST', body });
    },
  };
}
