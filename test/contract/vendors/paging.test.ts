/** Every list of every cloud is walked as its document counts, and no list is taken for something else. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { VendorClient } from '../../../main/vendors/core/client/client.ts';
import type { Field, Operation } from '../../../main/vendors/core/contract/contract.ts';
import { pagingOf, type Paging } from '../../../main/vendors/core/contract/paging.ts';
import {
  sendJson,
  startTinyServer,
  type Asked,
  type TinyServer,
} from '../../unit/main/vendors/core/client/tiny-server.ts';
import { goodParams } from './good-values.ts';
import { catalogueOf, dialectOf, ENVELOPES, wireClient, type AnyOperations, type Values } from './wire-clients.ts';

/** By the documents: what is counted, from where, the names of size and place, the largest size, and where the rows are. */
const LISTS: Readonly<Record<VendorId, Readonly<Record<string, string>>>> = {
  'huawei-ivm': {
    listOrgDevices: 'page 0 limit offset 1000 devices',
    listDevices: 'page 0 limit offset 1000 devices',
    listChannels: 'row 0 limit offset 1000 channels',
    listMediaRecords: 'page 0 limit offset 1000 records',
    listCloudRecords: 'page 0 limit offset 1000 records',
    listDeviceRecords: 'page 0 limit offset 1000 records',
    listResources: 'page 0 limit offset 300 resources',
    listResourceChannels: 'page 0 limit offset 300 channels',
    listTargetIds: 'row 0 count start 5000 target_ids',
    listTargets: 'row 0 count start 5000 targets',
  },
  'huawei-vis': {
    ...same('row 1 limit offset 1000 entries', [
      'listStreams',
      'listDevices',
      'listGbCredentials',
      'listAkskCredentials',
    ]),
    ...same('row 0 limit offset 1000 entries', [
      'listPastOnlineDevices',
      'listTodayNewOnlineDevices',
      'listTodayDroppedDevices',
      'listLongTermOfflineDevices',
      'listShortTermOfflineDevices',
      'listNotSendDataDevices',
      'listTodayPacketReceivedRates',
    ]),
  },
  'tencent-ivp': {
    ...same('page 1 PageSize PageNumber 100 Data.List', [
      'listDevices',
      'listLiveRecordPlanChannels',
      'listOrganizationChannels',
      'listRecordBackupPlanChannels',
      'listGateways',
    ]),
    ListAITasks: 'page 1 PageSize PageNumber 200 Data.List',
    GetAITaskResult: 'page 1 PageSize PageNumber 100 Data.AIResults.*',
  },
  'aliyun-vcs': {
    ...same('page 1 PageSize PageNumber 100 Data.Records', [
      'ListCorps',
      'DescribeAIInstance',
      'DescribeCameraForInstance',
      'SearchTarget',
      'DescribeWatchTasks',
      'DescribeWatchPolicies',
      'DescribeWatchItems',
    ]),
    ...same('page 1 PageSize PageNum 200 Data.Records', ['DescribeIpcs', 'DescribeNvrs']),
    ListInstances: 'page 1 PageSize CurrentPage 100 Data.Items',
  },
  'aliyun-cityvisual': {
    DescribeStreams: 'page 1 PageSize PageNumber 100 Streams.Stream',
    DescribeCapabilities: 'page 1 PageSize PageNumber 100 Capabilities.Capability',
    DescribeResourceProfiles: 'page 1 PageSize PageNumber 100 ResourceProfiles.ResourceProfile',
    DescribeAlgoLibs: 'page 1 PageSize PageNumber 100 AlgoLibs.AlgoLib',
    DescribeJobGroups: 'page 1 PageSize PageNumber 100 JobGroups.JobGroup',
    DescribeCameras: 'page 1 PageSize PageNumber 100 Cameras.Camera',
    DescribeWorkGroups: 'page 1 PageSize PageNumber 100 WorkGroups.WorkGroup',
    DescribeInstances: 'page 1 PageSize PageNumber 100 Instances.Instance',
    SearchImages: 'row 0 Size From 100 Images.Image',
  },
};

function same(how: string, operations: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(operations.map((id) => [id, how]));
}

/** Parameters that look like a piece of a list and are something else. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  'GetComputeJobLog Size': 'how much of a log is wanted, with no place to go on from',
  'queryLocalRecordTimeline Start': 'a time',
  'getLocalRecordUrl Start': 'a time',
};
const PLACE_OR_SIZE =
  /^(limit|offset|count|start|marker|cursor|next(_?token)?|page\w*|(max|total)?_?(results|size)|from|current_?page)$/i;

const operationsOf = (vendor: VendorId): readonly Operation[] =>
  catalogueOf(vendor).operationIds.map((id) => catalogueOf(vendor).entry(id).operation);

const pathOf = ({ rowPaths }: Paging): string =>
  rowPaths.length === 1 ? (rowPaths[0]?.join('.') ?? '') : `${rowPaths[0]?.slice(0, -1).join('.') ?? ''}.*`;

describe.each(VENDOR_IDS)('%s', (vendor) => {
  it('pages exactly the lists that its document pages, and says how', () => {
    const found = operationsOf(vendor).flatMap((operation) => {
      const paging = pagingOf(operation, dialectOf(vendor));
      if (!paging) return [];
      const { kind, first, limitName, offsetName, maxLimit } = paging.dialect;
      return [[operation.id, `${kind} ${first} ${limitName} ${offsetName} ${maxLimit} ${pathOf(paging)}`]];
    });
    expect(Object.fromEntries(found)).toEqual(LISTS[vendor]);
  });

  it('no other operation has the place or the size of a page among its parameters', () => {
    const others = operationsOf(vendor).filter(({ id }) => !LISTS[vendor][id]);
    const odd = others.flatMap(({ id, params }) =>
      params.filter(({ name }) => PLACE_OR_SIZE.test(name)).map(({ name }) => `${id} ${name}`),
    );
    expect(odd.filter((one) => !LOOK_ALIKES[one])).toEqual([]);
  });
});

it('the rules have an opinion about all 282 operations', () => {
  expect(VENDOR_IDS.flatMap(operationsOf)).toHaveLength(282);
});

/** A field of a row that can set one row apart from another. */
function markOf(operation: Operation, path: readonly string[]): string | null {
  const list = path.reduce<Field | undefined>((at, name) => (at?.children ?? []).find((field) => field.name === name), {
    name: '',
    type: 'object',
    children: operation.result,
  });
  return list?.children?.find(({ type, enum: known }) => type === 'string' && !known)?.name ?? null;
}

const nested = (path: readonly string[], value: unknown, around: Values): Values => {
  const [name = '', ...rest] = path;
  const inner = rest.length === 0 ? value : nested(rest, value, (around[name] ?? {}) as Values);
  return { ...around, [name]: inner };
};

describe('a walk', () => {
  let server: TinyServer;
  let answer: (asked: Asked) => unknown = () => ({});
  let client: VendorClient<AnyOperations> | undefined;
  beforeAll(async () => {
    server = await startTinyServer((asked, response) => sendJson(response, answer(asked)));
  });
  afterAll(() => server.close());
  afterEach(() => client?.dispose());

  interface Served {
    readonly operation: Operation;
    readonly paging: Paging;
    readonly params: Values;
    readonly asked: URLSearchParams[];
  }

  /** A cloud with `rows` rows that counts as the document says. */
  function serve(vendor: VendorId, id: string, rows: number, total: (rows: number, page: number) => unknown): Served {
    const { operation } = catalogueOf(vendor).entry(id);
    const paging = pagingOf(operation, dialectOf(vendor));
    if (!paging) throw new Error(`${id} is not paged`);
    const { limitName, offsetName, kind, first } = paging.dialect;
    const [path = []] = paging.rowPaths;
    const mark = markOf(operation, path);
    const all = Array.from({ length: rows }, (_, i) => (mark === null ? `row-${i}` : { [mark]: `row-${i}` }));
    const asked: URLSearchParams[] = [];
    answer = ({ path: url }) => {
      const query = new URL(url, 'http://cloud').searchParams;
      asked.push(query);
      const limit = Number(query.get(limitName));
      const place = Number(query.get(offsetName)) - first;
      const start = kind === 'page' ? place * limit : place;
      const body = nested(path, all.slice(start, start + limit), ENVELOPES[vendor]);
      return paging.totalPath ? nested(paging.totalPath, total(rows, asked.length), body) : body;
    };
    const implicit = new Set([
      limitName,
      offsetName,
      'Action',
      'Access-Token',
      'X-Auth-Token',
      'user_id',
      'project_id',
    ]);
    const params = goodParams(
      operation.params.filter(({ name }) => !implicit.has(name)),
      {},
    );
    client = wireClient(vendor, server.origin);
    return { operation, paging, params, asked };
  }

  async function walk(id: string, params: Values, pageSize: number): Promise<readonly unknown[]> {
    const rows: unknown[] = [];
    const never = new AbortController().signal;
    for await (const { items } of client?.pages(id, params, never, { pageSize }) ?? []) rows.push(...items);
    return rows;
  }

  const everyList = VENDOR_IDS.flatMap((vendor) => Object.keys(LISTS[vendor]).map((id) => [vendor, id] as const));

  it.each(everyList)('a walk of %s %s sees every row once', async (vendor, id) => {
    const { params, asked, paging } = serve(vendor, id, 25, (rows) => rows);
    const rows = await walk(id, params, 10);
    expect(rows).toHaveLength(25);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(25);
    const { first, kind, offsetName } = paging.dialect;
    const places = asked.map((query) => Number(query.get(offsetName)) - first);
    const isByKind = paging.rowPaths.length > 1; // continues until nothing comes any more
    expect(places.slice(0, 3)).toEqual(kind === 'page' ? [0, 1, 2] : [0, 10, 20]);
    expect(asked).toHaveLength(isByKind ? 4 : 3);
  });

  it.each(everyList)('a walk of %s %s ends at once when there is nothing', async (vendor, id) => {
    const { params, asked } = serve(vendor, id, 0, () => 0);
    expect(await walk(id, params, 10)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  const oneEach = [
    ['huawei-ivm', 'listDevices'],
    ['huawei-vis', 'listStreams'],
    ['tencent-ivp', 'listDevices'],
    ['aliyun-vcs', 'DescribeIpcs'],
    ['aliyun-cityvisual', 'DescribeCameras'],
  ] as const;

  it.each(oneEach)('a walk of %s %s ends when its total never comes true', async (vendor, id) => {
    const { params, asked } = serve(vendor, id, 25, () => 1_000_000);
    expect(await walk(id, params, 10)).toHaveLength(25);
    expect(asked).toHaveLength(4);
  });

  it.each(oneEach)('a walk of %s %s does not stop at a total that is too small', async (vendor, id) => {
    const { params } = serve(vendor, id, 25, () => 1);
    expect(await walk(id, params, 10)).toHaveLength(25);
  });

  it.each(oneEach)('a walk of %s %s follows a total that changes in the meantime', async (vendor, id) => {
    const { params } = serve(vendor, id, 25, (rows, page) => (page === 1 ? 12 : rows));
    expect(await walk(id, params, 10)).toHaveLength(25);
  });

  it.each(oneEach)('a walk of %s %s ends with an error when the same page comes for ever', async (vendor, id) => {
    const { params, asked } = serve(vendor, id, 25, () => 1_000_000);
    const honest = answer;
    let page: unknown;
    answer = (one) => (page ??= honest(one));
    await expect(walk(id, params, 10)).rejects.toMatchObject({
      code: 'network.bad-answer',
      params: { host: client?.host, detail: expect.stringContaining('same page') as string },
    });
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('ends with an error where the list continues beyond what the document lets be asked for', async () => {
    const { params, paging } = serve('aliyun-vcs', 'SearchTarget', 1_000, () => 1_000);
    expect(paging.maxOffset).toBe(100);
    await expect(walk('SearchTarget', params, 5)).rejects.toMatchObject({ code: 'network.bad-answer' });
  });

  it('asks for no page before it is wanted', async () => {
    const { params, asked } = serve('aliyun-vcs', 'DescribeNvrs', 25, (rows) => rows);
    const never = new AbortController().signal;
    for await (const { items, total } of client?.pages('DescribeNvrs', params, never, { pageSize: 10 }) ?? []) {
      expect([items.length, total]).toEqual([10, 25]);
      break;
    }
    expect(asked).toHaveLength(1);
  });

  it('stops between pages when the caller gives up', async () => {
    const { params, asked } = serve('huawei-ivm', 'listDevices', 25, (rows) => rows);
    const abort = new AbortController();
    const stopped = (async () => {
      for await (const _ of client?.pages('listDevices', params, abort.signal, { pageSize: 10 }) ?? []) abort.abort();
    })();
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toHaveLength(1);
  });

  it('a walk is one page for an operation that is not paged', async () => {
    client = wireClient('tencent-ivp', server.origin);
    answer = () => ({ ...ENVELOPES['tencent-ivp'], Data: [{ Id: 'o1' }, { Id: 'o2' }] });
    expect(await walk('listOrganizations', {}, 1)).toHaveLength(2);
  });

  it('asks for ids that choose what is listed in pieces that the document allows', async () => {
    const { params, asked } = serve('aliyun-cityvisual', 'DescribeInstances', 3, (rows) => rows);
    const ids = Array.from({ length: 250 }, (_, i) => `i-${i}`);
    expect(await walk('DescribeInstances', { ...params, InstanceIds: ids }, 100)).toHaveLength(9);
    const sent = asked.map((query) => (JSON.parse(query.get('InstanceIds') ?? '[]') as string[]).length);
    expect(sent).toEqual([100, 100, 50]);
  });
});
