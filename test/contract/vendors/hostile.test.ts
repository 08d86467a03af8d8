/** Whatever a cloud answers, every client ends with a clear failure, in bounded memory, and alone. */
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../../main/errors.ts';
import type { ClientOptions, VendorClient } from '../../../main/vendors/core/client/client.ts';
import type { Field } from '../../../main/vendors/core/contract/contract.ts';
import { goodParams } from './good-values.ts';
import { flood, sendRaw, startRawCloud, type Misbehaving, type RawCloud } from './raw-cloud.ts';
import { catalogueOf, ENVELOPES, SECRETS, wireClient, type AnyOperations, type Values } from './wire-clients.ts';

const never = new AbortController().signal;
const MB = 1024 * 1024;

interface Probe {
  readonly id: string;
  readonly params: Values;
  /** The answer that carries one row with this id. */
  readonly answer: (id: unknown) => Values;
  readonly idIn: (data: Values) => unknown;
}

const dig =
  (...path: readonly (string | number)[]) =>
  (data: unknown): unknown =>
    path.reduce((at, name) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[name], data);

/** A read of each cloud with an id in its answer. */
const PROBES: Readonly<Record<VendorId, Probe>> = {
  'huawei-ivm': {
    id: 'listDevices',
    params: { limit: 10 },
    answer: (device_id) => ({ total: 1, devices: [{ device_id }] }),
    idIn: dig('devices', 0, 'device_id'),
  },
  'huawei-vis': {
    id: 'listDevices',
    params: {},
    answer: (device_id) => ({ total: 1, entries: [{ device_id }] }),
    idIn: dig('entries', 0, 'device_id'),
  },
  'tencent-ivp': {
    id: 'listDevices',
    params: { OrganizationId: 'o1' },
    answer: (Id) => ({ ...ENVELOPES['tencent-ivp'], Data: { TotalCount: 1, List: [{ Id }] } }),
    idIn: dig('Data', 'List', 0, 'Id'),
  },
  'aliyun-vcs': {
    id: 'DescribeIpcs',
    params: { PageNum: 1, PageSize: 10 },
    answer: (DeviceId) => ({ ...ENVELOPES['aliyun-vcs'], Data: { TotalCount: 1, Records: [{ DeviceId }] } }),
    idIn: dig('Data', 'Records', 0, 'DeviceId'),
  },
  'aliyun-cityvisual': {
    id: 'DescribeInstances',
    params: { RegionId: 'cn-shanghai' },
    answer: (InstanceId) => ({ ...ENVELOPES['aliyun-cityvisual'], Instances: { Instance: [{ InstanceId }] } }),
    idIn: dig('Instances', 'Instance', 0, 'InstanceId'),
  },
};

/** Of this thread alone. */
function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function cloudThat(behave: Misbehaving): Promise<RawCloud> {
  const cloud = await startRawCloud(behave);
  open.push(() => cloud.close());
  return cloud;
}

function clientOf(
  vendor: VendorId,
  cloud: RawCloud,
  options: Partial<ClientOptions> = {},
): VendorClient<AnyOperations> {
  const client = wireClient(vendor, cloud.origin, options);
  open.push(() => client.dispose());
  return client;
}

const ask = (vendor: VendorId, client: VendorClient<AnyOperations>) =>
  client.call(PROBES[vendor].id, PROBES[vendor].params, never);

/** The failure of a call: one of ours, with no secret in it. */
async function failureOf(asked: Promise<unknown>): Promise<AppError> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  const shown = JSON.stringify((error as AppError).toWire());
  for (const secret of SECRETS) expect(shown).not.toContain(secret);
  return error as AppError;
}

const whole = (vendor: VendorId, id: unknown = 'd1'): string => JSON.stringify(PROBES[vendor].answer(id));
/** A member that nobody documented, around which the answer is a good one. */
const withMember = (vendor: VendorId, member: string): string => `{${member},${whole(vendor).slice(1)}`;

describe.each(VENDOR_IDS)('the %s client', (vendor) => {
  const badAnswers: readonly (readonly [string, string | Buffer])[] = [
    ['is cut off', whole(vendor).slice(0, -2)],
    ['is a web page', '<!DOCTYPE html><html><body>Sign in to continue</body></html>'],
    ['is a text', 'OK'],
    ['is a number', '42'],
    ['is two answers in one', `${whole(vendor)}${whole(vendor)}`],
    ['has a NUL between its members', whole(vendor).replace(',', ',\0')],
    ['is compressed although nobody asked for it', gzipSync(whole(vendor))],
    ['is a bomb of zeros, compressed', gzipSync(Buffer.alloc(8 * MB))],
  ];
  it.each(badAnswers)('says that an answer cannot be read that %s', async (_, body) => {
    const cloud = await cloudThat((socket) => sendRaw(socket, body));
    expect((await failureOf(ask(vendor, clientOf(vendor, cloud)))).code).toBe('network.bad-answer');
  });

  it('survives an answer of nothing at all', async () => {
    const cloud = await cloudThat((socket) => sendRaw(socket, ''));
    const client = clientOf(vendor, cloud);
    const outcome = await ask(vendor, client).then(
      ({ data }) => PROBES[vendor].idIn(data),
      (error: unknown) => (error as AppError).code,
    );
    expect([undefined, 'network.bad-answer', 'cloud.refused']).toContain(outcome);
  });

  it('takes a web page with a failing status for what the status says', async () => {
    const page = '<html><h1>503 Service Unavailable</h1></html>';
    const cloud = await cloudThat((socket) => sendRaw(socket, page, [], '503 Service Unavailable'));
    const error = await failureOf(ask(vendor, clientOf(vendor, cloud)));
    expect(error.vendor?.httpStatus).toBe(503);
    expect(error.retryable).toBe(true);
  });

  it('reads no more of an endless answer than its limit and what is under way', async () => {
    const cloud = await cloudThat((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"a":"');
      return flood(socket, Buffer.alloc(MB, 'x'), 200);
    });
    const client = clientOf(vendor, cloud);
    const before = heldBytes();
    expect((await failureOf(ask(vendor, client))).code).toBe('network.too-large');
    await expect.poll(() => cloud.openSockets()).toBe(0);
    expect(cloud.heads).toHaveLength(1);
    expect(cloud.sentBytes()).toBeLessThan(64 * MB);
    expect(heldBytes() - before).toBeLessThan(150 * MB);
  });

  it('does not wait for the end of an answer that announces too much', async () => {
    const cloud = await cloudThat((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n{');
    });
    const error = await failureOf(ask(vendor, clientOf(vendor, cloud)));
    expect(error.code).toBe('network.too-large');
  });

  it.each(['301 Moved Permanently', '302 Found', '307 Temporary Redirect', '308 Permanent Redirect'])(
    'does not follow %s, neither elsewhere nor in a circle',
    async (status) => {
      const elsewhere = await cloudThat((socket) => sendRaw(socket, whole(vendor)));
      const cloud = await cloudThat((socket, head) => {
        const target = head.includes('circle') ? head.split(' ')[1] : `${elsewhere.origin}/circle`;
        sendRaw(socket, '', [`Location: ${target ?? ''}`], status);
      });
      const error = await failureOf(ask(vendor, clientOf(vendor, cloud)));
      expect(error).toMatchObject({ code: 'network.redirect-refused', params: { host: new URL(cloud.origin).host } });
      expect(elsewhere.heads).toEqual([]);
      expect(cloud.heads).toHaveLength(1);
    },
  );

  const tooSlow: readonly (readonly [string, string])[] = [
    ['says nothing', ''],
    ['stops within its headers', 'HTTP/1.1 200 OK\r\nX-A: '],
    ['stops within its body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":'],
    ['says again and again that it goes on', 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n'],
  ];
  it.each(tooSlow)('waits no longer than it may for a cloud that %s', async (_, words) => {
    const cloud = await cloudThat((socket) => void socket.write(words));
    const client = clientOf(vendor, cloud, { timeoutMs: 50, retry: ONCE });
    expect((await failureOf(ask(vendor, client))).code).toBe('network.timeout');
    await expect.poll(() => cloud.openSockets()).toBe(0);
  });

  it.each(['headers', 'body'])('waits no longer than it may for %s that drip', async (part) => {
    const start =
      part === 'headers' ? 'HTTP/1.1 200 OK\r\nX-Long: ' : 'HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n';
    const cloud = await cloudThat((socket) => {
      socket.write(start);
      const drip = setInterval(() => socket.write('x'), 5);
      socket.once('close', () => clearInterval(drip));
    });
    const client = clientOf(vendor, cloud, { timeoutMs: 100, retry: ONCE });
    expect((await failureOf(ask(vendor, client))).code).toBe('network.timeout');
    await expect.poll(() => cloud.openSockets()).toBe(0);
  });

  it.each([
    ['shorter than it says', 'Content-Length: 99999', 'network.reset'],
    ['longer than it says', 'Content-Length: 12', 'network.bad-answer'],
    ['of no length that makes sense', 'Content-Length: many', 'network.bad-answer'],
    ['in chunks that are none', 'Transfer-Encoding: chunked', 'network.bad-answer'],
  ])('the client is not fooled by an answer %s', async (_, header, code) => {
    const cloud = await cloudThat((socket) => sendRaw(socket, whole(vendor), [header]));
    expect((await failureOf(ask(vendor, clientOf(vendor, cloud)))).code).toBe(code);
  });

  it.each([
    ['one header of 4 MB', [`X-Bomb: ${'x'.repeat(4 * MB)}`]],
    ['100,000 headers', Array.from({ length: 100_000 }, (_, i) => `X-${i}: x`)],
  ])('does not take %s', async (_, headers) => {
    const cloud = await cloudThat((socket) => sendRaw(socket, whole(vendor), headers));
    expect((await failureOf(ask(vendor, clientOf(vendor, cloud)))).code).toBe('network.bad-answer');
  });

  it('the client is not brought down by data that is nested ten thousand levels deep', async () => {
    const deep = `"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const long = '"id":9007199254740993'; // takes the parser that is exact
    for (const member of [deep, `${long},${deep}`]) {
      const cloud = await cloudThat((socket) => sendRaw(socket, withMember(vendor, member)));
      const outcome = await ask(vendor, clientOf(vendor, cloud)).then(
        ({ data }) => PROBES[vendor].idIn(data),
        (error: unknown) => (error as AppError).code,
      );
      expect(['d1', 'network.bad-answer']).toContain(outcome);
    }
  });

  it('an id has every digit, also those that a double cannot represent', async () => {
    const body = whole(vendor, 'X').replace('"X"', '900719925474099312345');
    const cloud = await cloudThat((socket) => sendRaw(socket, body));
    const { data } = await ask(vendor, clientOf(vendor, cloud));
    expect(PROBES[vendor].idIn(data)).toBe('900719925474099312345');
  });

  it('takes the last of two keys of one name, whichever parser reads them', async () => {
    const good = whole(vendor, 'last');
    const [, name = ''] = /"(\w+)":"last"/.exec(good) ?? [];
    for (const first of ['"first"', '9007199254740993123']) {
      const body = good.replace(`"${name}":"last"`, `"${name}":${first},"${name}":"last"`);
      const cloud = await cloudThat((socket) => sendRaw(socket, body));
      const { data } = await ask(vendor, clientOf(vendor, cloud));
      expect(PROBES[vendor].idIn(data)).toBe('last');
    }
  });

  it('lets nothing in through a prototype', async () => {
    const member = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"n":9007199254740993';
    const cloud = await cloudThat((socket) => sendRaw(socket, withMember(vendor, member)));
    const { data } = await ask(vendor, clientOf(vendor, cloud));
    expect((data as { polluted?: number }).polluted).toBeUndefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(PROBES[vendor].idIn(data)).toBe('d1');
  });

  it('reads texts with NUL and broken UTF-8 as texts', async () => {
    const [before = '', after = ''] = whole(vendor, 'X').split('X');
    const cloud = await cloudThat((socket) => {
      sendRaw(
        socket,
        Buffer.concat([Buffer.from(`${before}a\\u0000`), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from(after)]),
      );
    });
    const { data } = await ask(vendor, clientOf(vendor, cloud));
    expect(PROBES[vendor].idIn(data)).toMatch(/^a\0\ufffd+$/);
  });

  it('names the field whose value has another type than documented, for every kind of field', async () => {
    let body = '';
    const cloud = await cloudThat((socket) => sendRaw(socket, body));
    const client = clientOf(vendor, cloud);
    const taken: string[] = [];
    const cases = wrongTypes(vendor);
    for (const { kind, id, path, params, wrong } of cases) {
      body = JSON.stringify(nested(path, wrong, ENVELOPES[vendor]));
      const named = await client.call(id, params, never).then(
        () => 'taken',
        (error: unknown) => `${(error as AppError).code} ${(error as AppError).params['detail'] ?? ''}`,
      );
      if (!named.startsWith(`network.bad-answer ${path.join('.')}`))
        taken.push(`${kind} ${id} ${path.join('.')}: ${named}`);
    }
    expect(cases.length).toBeGreaterThan(4);
    expect(taken).toEqual([]);
  });
});

const ONCE = { maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 };

const nested = (path: readonly string[], value: unknown, around: Values): Values => {
  const [name = '', ...rest] = path;
  return { ...around, [name]: rest.length === 0 ? value : nested(rest, value, (around[name] ?? {}) as Values) };
};

interface WrongType {
  readonly kind: string;
  readonly id: string;
  readonly params: Values;
  readonly path: readonly string[];
  readonly wrong: unknown;
}

/** Supplied by the session. */
const SUPPLIED = new Set(['Action', 'Access-Token', 'X-Auth-Token', 'Content-Type', 'user_id', 'project_id']);
/** The fields that judge an envelope: a wrong type here makes the whole answer unusable. */
const JUDGED = new Set(['error_code', 'code', 'Code', 'Success', 'StatusCode']);

/** For each kind of answer field that a cloud has, the first field of that kind and a value that is none. */
function wrongTypes(vendor: VendorId): readonly WrongType[] {
  const byKind = new Map<string, WrongType>();
  const catalogue = catalogueOf(vendor);
  for (const id of catalogue.operationIds) {
    const { operation } = catalogue.entry(id);
    const wanted = operation.params.filter(({ name }) => !SUPPLIED.has(name));
    const look = (fields: readonly Field[], path: readonly string[]): void => {
      for (const field of fields) {
        const wrong = wrongFor(field);
        const isOurs = !JUDGED.has(field.name) && (path.length > 0 || !(field.name in ENVELOPES[vendor]));
        const here = [...path, field.name];
        if (wrong !== undefined && isOurs && !byKind.has(field.type)) {
          byKind.set(field.type, { kind: field.type, id, params: goodParams(wanted, {}), path: here, wrong });
        }
        if (field.type === 'object') look(field.children ?? [], here);
      }
    };
    if (operation.group !== 'iam') look(operation.result, []);
  }
  return [...byKind.values()];
}

/** Undefined where anything goes. */
function wrongFor({ type, encoding, embedded }: Field): unknown {
  if (encoding === 'json' || embedded === 'json') return undefined;
  switch (type) {
    case 'string':
      return { not: 'a text' };
    case 'integer':
    case 'long':
    case 'float':
      return 'many';
    case 'boolean':
      return 'perhaps';
    case 'object':
    case 'map<string>':
      return 'a text';
    case 'array<string>':
    case 'array<integer>':
    case 'array<long>':
    case 'array<object>':
      return 7;
    default:
      return undefined;
  }
}

it('main leaves the other accounts alone while one cloud misbehaves', async () => {
  const worst = await cloudThat((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"');
    return flood(socket, Buffer.alloc(MB, 'x'), 200);
  });
  const silent = await cloudThat(() => {});
  const hanging = new AbortController();
  const bad = VENDOR_IDS.flatMap((vendor) => [
    failureOf(ask(vendor, clientOf(vendor, worst))),
    failureOf(clientOf(vendor, silent).call(PROBES[vendor].id, PROBES[vendor].params, hanging.signal)),
  ]);
  for (const vendor of VENDOR_IDS) {
    const fine = await cloudThat((socket) => sendRaw(socket, whole(vendor)));
    const client = clientOf(vendor, fine);
    for (let i = 0; i < 20; i += 1) expect(PROBES[vendor].idIn((await ask(vendor, client)).data)).toBe('d1');
  }
  hanging.abort();
  const codes = (await Promise.all(bad)).map(({ code }) => code);
  expect(codes).toEqual(VENDOR_IDS.flatMap(() => ['network.too-large', 'cancelled']));
});
