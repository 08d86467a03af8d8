/** No cloud's empty answer is taken for "none": every read that answers a list or an object is attacked with each of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../../main/errors.ts';
import type { VendorClient } from '../../../main/vendors/core/client/client.ts';
import { pagingOf } from '../../../main/vendors/core/contract/paging.ts';
import { startTinyServer, type TinyServer } from '../../unit/main/vendors/core/client/tiny-server.ts';
import { goodParams } from './good-values.ts';
import {
  catalogueOf,
  dialectOf,
  emptyAnswer,
  ENVELOPES,
  nested,
  wireClient,
  type AnyOperations,
  type Values,
} from './wire-clients.ts';

const never = new AbortController().signal;
const SUPPLIED = new Set(['Action', 'Access-Token', 'X-Auth-Token', 'Content-Type', 'user_id', 'project_id']);
/** Answers without content by document, with its words. */
const MAY_BE_EMPTY = new Map([
  ['getMessageCallback', 'answers {} where no address is set'],
  ...['getLiveStreamUrl', 'getCloudPlaybackUrl', 'GetDeviceLiveUrl', 'GetDeviceVideoUrl'].map(
    (id) => [id, 'the caller finds no address and says media.no-url'] as const,
  ),
]);

let server: TinyServer;
let answer: (asked: number) => string = () => '';
let client: VendorClient<AnyOperations> | undefined;
beforeAll(async () => {
  server = await startTinyServer((_, response, number) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer(number));
  });
});
afterAll(() => server.close());
afterEach(() => client?.dispose());

/** The least parameters of a call, at the start of a list. */
function paramsOf(vendor: VendorId, id: string): Values {
  const { operation } = catalogueOf(vendor).entry(id);
  const params = goodParams(
    operation.params.filter(({ name }) => !SUPPLIED.has(name)),
    {},
  );
  const paging = pagingOf(operation, dialectOf(vendor));
  const { offsetName = '', first = 0 } = paging?.dialect ?? {};
  return offsetName in params ? { ...params, [offsetName]: paging?.isTextOffset ? String(first) : first } : params;
}

/** The outcome of a call: `taken`, or the code of the failure with its detail. */
async function outcomeOf(vendor: VendorId, id: string, body: string): Promise<string> {
  client ??= wireClient(vendor, server.origin);
  answer = () => body;
  return client.call(id, paramsOf(vendor, id), never).then(
    () => 'taken',
    (error: unknown) =>
      error instanceof AppError
        ? `${error.code} ${error.params['detail'] ?? ''}`
        : `no failure of ours: ${String(error)}`,
  );
}

const idsOf = (vendor: VendorId, isMeant: (id: string) => boolean): readonly string[] =>
  catalogueOf(vendor).operationIds.filter((id) => catalogueOf(vendor).entry(id).content && isMeant(id));
/** Reads and batches that answer lists. */
const listsOf = (vendor: VendorId) => idsOf(vendor, (id) => catalogueOf(vendor).entry(id).content.lists.length > 0);
const needyOf = (vendor: VendorId) =>
  idsOf(vendor, (id) => {
    const { isNeeded, lists } = catalogueOf(vendor).entry(id).content;
    return isNeeded || lists.some(({ may }) => may !== 'absent');
  });

describe.each(VENDOR_IDS)('%s', (vendor) => {
  afterEach(() => {
    client?.dispose();
    client = undefined;
  });

  it('the rules have an opinion about every read that documents content', () => {
    const silent = idsOf(vendor, (id) => {
      const { effect, operation, content } = catalogueOf(vendor).entry(id);
      const documents = operation.result.some(({ name, type }) => !(name in ENVELOPES[vendor]) && type !== 'file');
      return effect === 'read' && documents && !content.isNeeded && !MAY_BE_EMPTY.has(id);
    });
    expect(silent).toEqual([]);
  });

  // @promise failures.empty-success: An answer without its documented content is a failure, and the tree of cameras
  // stays as it was read, with the reason.
  it.each([
    ['{}', '{}'],
    ['no body', ''],
    ['null', 'null'],
    ['an empty list', '[]'],
    ['foreign JSON', '{"status":"UP","components":{"db":{"status":"UP"}}}'],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>'],
    ['a number', '7'],
  ])('the client never takes %s for an answer', async (_, body) => {
    const taken: string[] = [];
    for (const id of needyOf(vendor)) {
      const { isBareList } = catalogueOf(vendor).entry(id).content;
      if (isBareList && body === '[]') continue; // documented: all rows of an empty list
      const outcome = await outcomeOf(vendor, id, body);
      if (!outcome.startsWith('network.bad-answer ')) taken.push(`${id}: ${outcome}`);
    }
    expect(taken).toEqual([]);
  });

  // @promise security.empty-answers
  it('names the operation and the list that its envelope lacks', async () => {
    const odd: string[] = [];
    for (const id of listsOf(vendor)) {
      const [list] = catalogueOf(vendor).entry(id).content.lists;
      if (!list || list.may === 'absent') continue;
      const outcome = await outcomeOf(vendor, id, JSON.stringify(ENVELOPES[vendor]));
      if (outcome !== `network.bad-answer ${id}: ${list.path.join('.')} is missing`) odd.push(`${id}: ${outcome}`);
    }
    expect(odd).toEqual([]);
  });

  // @promise security.foreign-rows: Rows of something else, rows without ids, and a total that contradicts an empty
  // list are refused.
  it('does not take rows that name no documented member for rows', async () => {
    const odd: string[] = [];
    for (const id of listsOf(vendor)) {
      for (const { path, rowNames } of catalogueOf(vendor).entry(id).content.lists) {
        if (rowNames.length === 0) continue;
        for (const row of [{}, { host: 'h', uptime: 3 }, null]) {
          const body = JSON.stringify(nested(path, [row, row], emptyAnswer(vendor, id)));
          const outcome = await outcomeOf(vendor, id, body);
          if (!/^network\.bad-answer .*no documented member/.test(outcome))
            odd.push(`${id} ${path.join('.')}: ${outcome}`);
        }
      }
    }
    expect(odd).toEqual([]);
  });

  // @promise security.foreign-rows
  it('does not believe a total that contradicts an empty list', async () => {
    const odd: string[] = [];
    for (const id of listsOf(vendor)) {
      const { totalPath } = catalogueOf(vendor).entry(id).content;
      if (totalPath === null) continue;
      const body = nested(totalPath, 500, emptyAnswer(vendor, id));
      const outcome = await outcomeOf(vendor, id, JSON.stringify(body));
      if (!/^network\.bad-answer .* is 500, but .* has no rows$/.test(outcome)) odd.push(`${id}: ${outcome}`);
    }
    expect(odd).toEqual([]);
  });

  it('takes a list that is left out where the total says 0, and any whole list without rows', async () => {
    const refused: string[] = [];
    for (const id of listsOf(vendor)) {
      const { totalPath } = catalogueOf(vendor).entry(id).content;
      const whole = emptyAnswer(vendor, id);
      const counted = totalPath === null ? whole : nested(totalPath, 0, ENVELOPES[vendor]);
      for (const body of [whole, counted]) {
        const outcome = await outcomeOf(vendor, id, JSON.stringify(body));
        if (outcome !== 'taken') refused.push(`${id}: ${outcome}`);
      }
    }
    expect(refused).toEqual([]);
  });

  // @promise failures.empty-success
  it('ends a walk with an error when the second page is not a page', async () => {
    const odd: string[] = [];
    for (const id of listsOf(vendor)) {
      const { operation, content, batch } = catalogueOf(vendor).entry(id);
      const paging = pagingOf(operation, dialectOf(vendor));
      const [list] = content.lists;
      if (!paging || !list || list.may === 'absent' || batch) continue;
      const [name] = list.rowNames;
      const rows = Array.from({ length: 5 }, (_, i) => (name === undefined ? `${i}` : { [name]: `${i}` }));
      const page = nested(list.path, rows, ENVELOPES[vendor]);
      const first = JSON.stringify(content.totalPath ? nested(content.totalPath, 20, page) : page);
      const {
        [paging.dialect.limitName]: _limit,
        [paging.dialect.offsetName]: _offset,
        ...params
      } = paramsOf(vendor, id);
      for (const second of ['{}', '', 'null', JSON.stringify(ENVELOPES[vendor]), '<html></html>']) {
        client?.dispose();
        client = wireClient(vendor, server.origin);
        const asked = server.asked.length;
        answer = (number) => (number === asked + 1 ? first : second);
        const walk = async () => {
          for await (const _ of client?.pages(id, params, never, { pageSize: 5 }) ?? []);
        };
        const outcome = await walk().then(
          () => 'taken',
          (error: unknown) => (error as AppError).code,
        );
        if (outcome !== 'network.bad-answer') odd.push(`${id}: ${outcome}`);
      }
    }
    expect(odd).toEqual([]);
  });
});

it.each(['null', '""'])(
  'tencent-ivp takes %s for a list without rows where its document calls the field empty, and for no other list',
  async (empty) => {
    client = undefined; // the one before this test is closed
    const taken: string[] = [];
    for (const id of listsOf('tencent-ivp')) {
      const [list] = catalogueOf('tencent-ivp').entry(id).content.lists;
      if (!list || list.may === 'absent') continue;
      const body = JSON.stringify(nested(list.path, JSON.parse(empty), ENVELOPES['tencent-ivp']));
      if ((await outcomeOf('tencent-ivp', id, body)) === 'taken') taken.push(`${id} ${list.path.join('.')}`);
    }
    expect(taken.sort()).toEqual([
      'listAllLiveRecordPlanChannels Data.List',
      'listLiveRecordPlans Data',
      'listLiveRecordTemplates Data',
      'listRecordBackupPlans Data',
      'listRecordBackupTemplates Data',
      'queryCloudRecordTimeline Data.List',
    ]);
  },
);

// @promise security.batch-unknown: The items of a batch whose answer lacks its list count as unknown, never as done,
// and are not sent again.
it('the client calls the items of a batch unknown, not done, when the answer does not report what became of them', async () => {
  client = wireClient('huawei-ivm', server.origin);
  answer = () => '{}';
  const devices = ['A00000000', 'A00000001'];
  await expect(client.callBatch('batchDeleteDevices', { devices }, never)).rejects.toMatchObject({
    code: 'network.bad-answer',
  });
  const first = { failed_num: 0, devices: [{ device_id: 'A00000000', result: { code: 'IVM.0' } }] };
  const asked = server.asked.length;
  answer = (number) => (number === asked + 1 ? JSON.stringify(first) : '{}');
  const reply = await client.callBatch('batchDeleteDevices', { devices }, never, { chunkItems: 1 });
  expect(reply.done).toBe(1);
  expect(reply.failures).toMatchObject([{ index: 1, outcome: 'unknown', code: 'network.bad-answer' }]);
});

// @promise security.batch-unknown
it('the client sends a write once, although its answer is none', async () => {
  client = wireClient('huawei-ivm', server.origin);
  answer = () => '{}';
  const asked = server.asked.length;
  await client.callBatch('batchDeleteDevices', { devices: ['A00000000'] }, never).catch(() => {});
  expect(server.asked.length - asked).toBe(1);
});

it('the client buys no token from an answer without one', async () => {
  client = wireClient('huawei-ivm', server.origin);
  for (const body of ['{}', '', '{"status":"UP"}', '<html></html>']) {
    answer = () => body;
    await expect(client.call('getAccessToken', { ak: 'a', sk: 's' }, never)).rejects.toMatchObject({
      code: 'network.bad-answer',
    });
  }
});
