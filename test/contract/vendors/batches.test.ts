/** A list that is too long goes in documented pieces, and nobody has to guess what became of an item. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { BatchProgress } from '../../../main/vendors/core/client/batch/batch.ts';
import type { VendorClient } from '../../../main/vendors/core/client/client.ts';
import type { Field } from '../../../main/vendors/core/contract/contract.ts';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import {
  sendJson,
  startTinyServer,
  type Answering,
  type Asked,
  type TinyServer,
} from '../../unit/main/vendors/core/client/tiny-server.ts';
import { goodParams } from './good-values.ts';
import { catalogueOf, emptyAnswer, ENVELOPES, wireClient, type AnyOperations, type Values } from './wire-clients.ts';

const never = new AbortController().signal;

/** The list of each batch and how much of it the documents take at once. */
const BATCHES: Readonly<Record<VendorId, Readonly<Record<string, string>>>> = {
  'huawei-ivm': {
    moveDevicesToOrg: 'device_ids 100',
    batchAddGbDevices: 'devices 100',
    batchDeleteDevices: 'devices 100',
    getLiveConnections: 'channels 100',
    batchGetLiveUrls: 'channels 100',
    batchConnectP2pLive: 'channels 100',
    batchConnectP2pPlayback: 'channels 100',
    batchGetIntelligencePictureUrls: 'data_ids 100',
    batchGetAlarmPictureUrls: 'alarm_uuids 100',
    batchSetChannelRecordConfig: 'channel_record_configs 100',
    batchSetChannelRecordPlan: 'plans 100',
    batchDeleteChannelRecordPlan: 'channels 100',
    batchSetChannelTimePolicy: 'channel_time_policies 100',
    batchSetChannelRecordAlarmPlan: 'channels 100',
    batchOpenChannelServices: 'channels 100',
    batchCloseChannelServices: 'channels 100',
    getTargets: 'target_ids 100',
    batchAddTargets: 'targets 20',
    batchUpdateTargets: 'targets 20',
    batchDeleteTargets: 'target_ids 100',
    setTargetAuthorization: 'channels 65',
  },
  'huawei-vis': {},
  'tencent-ivp': {},
  'aliyun-vcs': {
    DeleteDevices: 'DeviceIdList 20',
    SetStreamMode: 'DeviceIdList 20',
    AddCameraForInstance: 'CameraIds 10000',
    DeleteWatchTasks: 'WatchTaskIds 100',
    DescribeWatchTasks: 'WatchTaskIds 100',
    DeleteWatchPolicies: 'WatchPolicyIds 100',
    DescribeWatchPolicies: 'WatchPolicyIds 100',
    DescribeWatchItems: 'WatchItemIds 1000',
    RemoveWatchItems: 'WatchItemIds 1000',
  },
  'aliyun-cityvisual': { DescribeInstances: 'InstanceIds 100' },
};

/** Lists with a limit that belong to one thing: in two pieces they would mean something else. */
const WHOLE: Readonly<Record<string, string>> = {
  'huawei-ivm getDevice ability': 'which facts are wanted of one device',
  'huawei-ivm listDevices ability': 'which facts are wanted of each device',
  'huawei-ivm getChannel ability': 'which facts are wanted of one channel',
  'huawei-ivm batchSetChannelRecordAlarmPlan channels.plans': 'the plan of one channel',
  'huawei-vis createStream tag': 'the tags of one stream',
  'huawei-vis updateStream tag': 'the tags of one stream',
  'tencent-ivp addLiveRecordPlan Channels': 'the channels of one new plan; others join it by modifyLiveRecordPlan',
  'tencent-ivp modifyLiveRecordPlan Mod.Add': 'stands beside other changes of the same plan',
  'tencent-ivp countOrganizationUnplannedChannels OrganizationId': 'counts that must not be added up',
  'tencent-ivp addRecordBackupPlan Channels': 'the channels of one new plan; others join it by modifyRecordBackupPlan',
  'tencent-ivp modifyRecordBackupPlan Mod.Add': 'stands beside other changes of the same plan',
  'tencent-ivp addRetrieveTask Channels': 'the channels of one task',
  'tencent-ivp CreateAITask ChannelList': 'the channels of one task',
  'tencent-ivp CreateAITask Templates.AIConfig.OperTimeslot': 'the times of one template',
  'tencent-ivp CreateAITask Templates.SnapshotConfig.OperTimeslot': 'the times of one template',
  'tencent-ivp UpdateAITask ChannelList': 'all channels of one task',
  'tencent-ivp UpdateAITask Templates.AIConfig.OperTimeslot': 'the times of one template',
  'tencent-ivp UpdateAITask Templates.SnapshotConfig.OperTimeslot': 'the times of one template',
  'aliyun-vcs SearchTarget TargetAttributes': 'attributes that must all match',
  'aliyun-vcs CreateWatchTask DeviceList': 'the devices of one task',
  'aliyun-vcs CreateWatchTask WatchPolicyIds': 'the policies of one task',
  'aliyun-vcs UpdateWatchTask DeviceList': 'all devices of one task',
  'aliyun-vcs UpdateWatchTask WatchPolicyIds': 'all policies of one task',
};

const limitedLists = (fields: readonly Field[], path = ''): readonly string[] =>
  fields.flatMap((field) => [
    ...(field.maxItems === undefined ? [] : [`${path}${field.name}`]),
    ...limitedLists(field.children ?? [], `${path}${field.name}.`),
  ]);

describe.each(VENDOR_IDS)('%s', (vendor) => {
  const catalogue = catalogueOf(vendor);

  it('takes apart exactly the lists of which each item stands for itself', () => {
    const found = catalogue.operationIds.flatMap((id) => {
      const { batch } = catalogue.entry(id);
      return batch ? [[id, `${batch.list} ${batch.maxItems}`]] : [];
    });
    expect(Object.fromEntries(found)).toEqual(BATCHES[vendor]);
  });

  it('gives a reason for every other list with a limit', () => {
    const others = catalogue.operationIds.flatMap((id) => {
      const { operation, batch } = catalogue.entry(id);
      return limitedLists(operation.params)
        .filter((path) => path !== batch?.list)
        .map((path) => `${vendor} ${id} ${path}`);
    });
    expect(others.filter((one) => !WHOLE[one])).toEqual([]);
  });

  it('corrects operations that exist, each with a reason', () => {
    for (const { operation, reason } of OVERRIDES[vendor].batches ?? []) {
      expect(catalogue.operationIds).toContain(operation);
      expect(reason).not.toBe('');
    }
  });
});

describe('a batch', () => {
  let server: TinyServer;
  let answer: Answering = (_, response) => sendJson(response, {});
  let client: VendorClient<AnyOperations>;
  beforeAll(async () => {
    server = await startTinyServer((...all) => answer(...all));
  });
  afterAll(() => server.close());
  afterEach(() => client.dispose());

  const devices = (count: number) => Array.from({ length: count }, (_, i) => `A${String(i).padStart(9, '0')}`);
  const idsIn = (body: string): readonly string[] => (JSON.parse(body) as { devices: string[] }).devices;
  const OK = { code: 'IVM.0', msg: 'Success' };
  const allWell = (ids: readonly string[]) => ({
    failed_num: 0,
    devices: ids.map((id) => ({ device_id: id, result: OK })),
  });

  /** An IVM that deletes devices; `answerOne` may do otherwise for the n-th piece, from 1. */
  function deleting(answerOne: (ids: readonly string[], n: number) => unknown = allWell): (readonly string[])[] {
    const pieces: (readonly string[])[] = [];
    answer = ({ body }, response) => {
      pieces.push(idsIn(body));
      const reply = answerOne(idsIn(body), pieces.length);
      if (reply === 'cut off') response.destroy();
      else if (reply === 'refused') sendJson(response, { error_code: 'IVM.10022004', error_msg: 'no' }, 400);
      else if (reply === 'no right') sendJson(response, { error_code: 'IVM.10000003', error_msg: 'no' }, 403);
      else sendJson(response, reply);
    };
    client = wireClient('huawei-ivm', server.origin);
    return pieces;
  }

  const everyBatch = VENDOR_IDS.flatMap((vendor) => Object.keys(BATCHES[vendor]).map((id) => [vendor, id] as const));

  /** How many items a request carries, wherever the cloud wants them. */
  function itemsIn({ path, body }: Asked, list: string): number {
    if (body.startsWith('{')) return (JSON.parse(body) as Record<string, unknown[]>)[list]?.length ?? 0;
    const text = new URLSearchParams(body || path.replace(/^[^?]*/, '')).get(list) ?? '';
    return text.startsWith('[') ? (JSON.parse(text) as unknown[]).length : text.split(',').length;
  }

  it.each(everyBatch)('a batch of %s %s never sends more at a time than documented', async (vendor, id) => {
    const { operation, batch } = catalogueOf(vendor).entry(id);
    const { list, maxItems } = batch ?? { list: '', maxItems: 0 };
    const sizes: number[] = [];
    answer = (asked, response) => {
      sizes.push(itemsIn(asked, list));
      sendJson(response, emptyAnswer(vendor, id));
    };
    client = wireClient(vendor, server.origin);
    const supplied = new Set(['Action', 'Access-Token', 'user_id']);
    const wanted = operation.params.filter(({ name }) => !supplied.has(name));
    const params = goodParams(
      wanted.map((field) => (field.name === list ? { ...field, required: true } : field)),
      {},
    );
    const [item] = params[list] as unknown[];
    const items = Array.from({ length: 2 * maxItems + 1 }, () => item);
    const reply = await client.callBatch(id, { ...params, [list]: items }, never);
    expect(sizes).toEqual([maxItems, maxItems, 1]);
    expect(reply).toMatchObject({ data: ENVELOPES[vendor], done: items.length, failures: [] });
  });

  it('joins what is answered, and reports the progress', async () => {
    const pieces = deleting();
    const seen: BatchProgress[] = [];
    const ids = devices(250);
    const reply = await client.callBatch('batchDeleteDevices', { devices: ids }, never, {
      onProgress: (progress) => seen.push(progress),
    });
    expect(pieces.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect((reply.data['devices'] as Values[]).map((row) => row['device_id'])).toEqual(ids);
    expect(reply).toMatchObject({ done: 250, failures: [], data: { failed_num: 0 } });
    expect(seen).toEqual([100, 200, 250].map((items) => ({ items, totalItems: 250, failed: 0 })));
  });

  it('reports of each item that failed its own id and its place in the whole list', async () => {
    const bad = { code: 'IVM.10022037', msg: 'Move device is not exist' };
    deleting((ids, n) => ({
      failed_num: n === 2 ? 1 : 0,
      devices: ids.map((id, i) => ({ device_id: id, result: n === 2 && i === 7 ? bad : OK })),
    }));
    const ids = devices(150);
    const { failures, data, done } = await client.callBatch('batchDeleteDevices', { devices: ids }, never);
    expect(failures).toMatchObject([
      { item: ids[107], index: 107, vendorCode: 'IVM.10022037', text: bad.msg, outcome: 'refused' },
    ]);
    expect([data['failed_num'], done]).toEqual([1, 149]);
  });

  it('reports the failure of a whole piece for each of its items and continues with the others', async () => {
    const pieces = deleting((ids, n) => (n === 2 ? 'refused' : allWell(ids)));
    const ids = devices(250);
    const { failures, done } = await client.callBatch('batchDeleteDevices', { devices: ids }, never);
    expect(pieces).toHaveLength(3);
    expect(done).toBe(150);
    expect(failures.map(({ item, index }) => [item, index])).toEqual(ids.slice(100, 200).map((id, i) => [id, 100 + i]));
    expect(new Set(failures.map(({ outcome, vendorCode }) => `${outcome} ${vendorCode ?? ''}`))).toEqual(
      new Set(['refused IVM.10022004']),
    );
  });

  it('does not repeat a write whose answer was lost, and says that nobody knows', async () => {
    const pieces = deleting((ids, n) => (n === 1 ? 'cut off' : allWell(ids)));
    const { failures, done } = await client.callBatch('batchDeleteDevices', { devices: devices(150) }, never);
    expect(pieces.map(({ length }) => length)).toEqual([100, 50]);
    expect(done).toBe(50);
    expect(failures).toHaveLength(100);
    expect(failures.every(({ outcome, code }) => outcome === 'unknown' && code === 'network.reset')).toBe(true);
  });

  it('repeats a read whose answer was lost', async () => {
    let asked = 0;
    answer = ({ body }, response) => {
      const { alarm_uuids: ids } = JSON.parse(body) as { alarm_uuids: string[] };
      asked += 1;
      if (asked === 1) response.destroy();
      else sendJson(response, { failed_num: 0, alarms: ids.map((id) => ({ alarm_uuid: id, result: OK })) });
    };
    client = wireClient('huawei-ivm', server.origin);
    const { failures, done } = await client.callBatch('batchGetAlarmPictureUrls', { alarm_uuids: devices(150) }, never);
    expect([asked, done, failures]).toEqual([3, 150, []]);
  });

  it('sends no more pieces that would fail alike', async () => {
    const pieces = deleting((ids, n) => (n === 2 ? 'no right' : allWell(ids)));
    const { failures, done } = await client.callBatch('batchDeleteDevices', { devices: devices(450) }, never);
    expect(pieces).toHaveLength(2);
    expect(done).toBe(100);
    expect(failures).toHaveLength(350);
    expect(failures.filter(({ outcome }) => outcome === 'refused')).toHaveLength(100);
    expect(failures.filter(({ outcome }) => outcome === 'not-asked')).toHaveLength(250);
  });

  it('fails as a whole when no piece of it was answered', async () => {
    const pieces = deleting(() => 'cut off');
    const asked = client.callBatch('batchDeleteDevices', { devices: devices(1_000) }, never);
    await expect(asked).rejects.toMatchObject({ code: 'network.reset' });
    expect(pieces).toHaveLength(3);
  });

  it('sends nothing when one item of it is wrong, and names the item by its place in the whole list', async () => {
    const pieces = deleting();
    const ids = devices(250).map((id, i) => (i === 207 ? 'no id!' : id));
    await expect(client.callBatch('batchDeleteDevices', { devices: ids }, never)).rejects.toMatchObject({
      code: 'input.invalid-field',
      params: { field: 'devices.207' },
    });
    expect(pieces).toEqual([]);
  });

  it('stops between pieces when the caller gives up, who knows what was done', async () => {
    const pieces = deleting();
    const abort = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ items }: BatchProgress): void => {
      seen.push(items);
      if (items === 200) abort.abort();
    };
    const asked = client.callBatch('batchDeleteDevices', { devices: devices(500) }, abort.signal, { onProgress });
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect([pieces.length, seen]).toEqual([2, [100, 200]]);
  });

  it('goes in smaller pieces where a device takes less', async () => {
    const pieces = deleting();
    await client.callBatch('batchDeleteDevices', { devices: devices(5) }, never, { chunkItems: 2 });
    expect(pieces.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('joins lists that travel as texts, and counts items that failed among them', async () => {
    answer = ({ path }, response) => {
      const ids = JSON.parse(new URL(path, 'http://cloud').searchParams.get('WatchItemIds') ?? '[]') as string[];
      const [bad = '', ...good] = ids;
      const Data = { DeletedItemIds: JSON.stringify(good), FailedItemIds: JSON.stringify([bad]) };
      sendJson(response, { ...ENVELOPES['aliyun-vcs'], Data });
    };
    client = wireClient('aliyun-vcs', server.origin);
    const params = { CorpId: 'c1', WatchPolicyId: 'p1', WatchItemIds: ['1', '2', '3'] };
    const known = new Set(
      catalogueOf('aliyun-vcs')
        .entry('RemoveWatchItems')
        .operation.params.map(({ name }) => name),
    );
    const taken = Object.fromEntries(Object.entries(params).filter(([name]) => known.has(name)));
    const reply = await client.callBatch('RemoveWatchItems', taken, never, { chunkItems: 2 });
    expect(reply.data['Data']).toEqual({ DeletedItemIds: '["2"]', FailedItemIds: '["1","3"]' });
    expect(reply.failures.map(({ item, index }) => [item, index])).toEqual([
      ['1', 0],
      ['3', 2],
    ]);
  });

  it('a list is not a batch where the document has none', async () => {
    client = wireClient('tencent-ivp', server.origin);
    await expect(client.callBatch('CreateAITask', {}, never)).rejects.toThrow(RangeError);
  });
});
