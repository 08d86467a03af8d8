/** How each simulated cloud is asked past the client, what exists there, and how it says that a parameter is wrong. */
import { readContract, type Field, type Operation } from '../../../main/vendors/core/contract/contract.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { EXAMPLE_IDS } from '../../simulator/clouds/aliyun-rpc/aliyun-rule-cases.ts';
import type { CloudAccess } from '../../simulator/simulator.ts';
import { operationsOf, type Surroundings } from './bad-input.ts';
import type { BadCase } from './bad-values.ts';
import { isJsonText, isList, type KnownValues, type Values } from './good-values.ts';
import { openIvm, openIvp, openRpc, openVis, type RawAnswer, type RawCloud } from './raw-requests.ts';

export interface Asked {
  /** Status and code in one line. */
  readonly verdict: string;
  /** Whether that is how the document refuses a wrong parameter. */
  readonly isRefused: boolean;
}

export interface Door {
  /** The cases that differ from valid ones on the wire. */
  casesOf(id: string): readonly BadCase[];
  ask(id: string, params: Values): Promise<Asked>;
}

type Refusal = (answer: RawAnswer, operation: Operation) => Asked;

function doorOf(
  vendor: VendorId,
  cloud: RawCloud,
  surroundings: (operation: Operation) => Surroundings,
  judge: Refusal,
): Door {
  const operations = new Map(operationsOf(vendor, surroundings).map((one) => [one.id, one]));
  const entry = (id: string) => {
    const found = operations.get(id);
    if (!found) throw new RangeError(`${vendor} documents no ${id}`);
    return found;
  };
  return {
    casesOf: (id) => {
      const { operation, cases } = entry(id);
      return cases.filter((one) => showsOnWire(operation, one));
    },
    ask: async (id, params) => judge(await cloud.send(entry(id).operation, params), entry(id).operation),
  };
}

/** Without a value a path is another one; texts of URLs and forms have no types; a list of one there is a text. */
function showsOnWire({ params }: Operation, { path, why, needsTypes }: BadCase): boolean {
  const [name = '', ...below] = path.split('.');
  const field: Field | undefined = params.find((one) => one.name === name);
  if (!field) return true;
  if (field.in === 'path') return !needsTypes && why !== 'missing' && why !== 'empty';
  if (field.in === 'body') return true;
  if (isJsonText(field) || field.encoding === 'json') return !needsTypes || below.length > 0;
  return !needsTypes && !(why === 'a number' && isList(field) && !field.children);
}

const idsIn = (examples: CloudAccess['examples'], name: string): Readonly<Record<string, string>> =>
  (examples[name] ?? {}) as Readonly<Record<string, string>>;

const codesOf = (vendor: VendorId): ReadonlyMap<string, number | null> =>
  new Map(readContract(vendor).errorCodes.map((row) => [row.code, row.http]));

/** Codes with which IVM says "this parameter is wrong", before it looks at its state. */
const IVM_CODES =
  /^IVM\.(10020000|10020001|10020004|10020005|10020006|10020009|1002001[0-278]|1002002[01]|100220(0[0-689]|1[1-7]|2[0-6]|3[234])|10024000|10024002|10024014|1002600[0-3]|20001005|20002007|20002009)$/;

async function ivmDoor(access: CloudAccess): Promise<Door> {
  const table = codesOf('huawei-ivm');
  /** A GB28181 camera where its 20-digit channel id is allowed, else a HoloSens dome. */
  const surroundings = ({ id, params }: Operation): Surroundings => {
    const channel = params.find((one) => one.name === 'channel_id');
    const patterns = [channel?.pattern, ...Object.values(channel?.variants ?? {})].filter((one) => one !== undefined);
    const takesGb = patterns.length === 0 || patterns.some((one) => new RegExp(one).test('1'.repeat(20)));
    const { deviceId = '', channelId = '' } = idsIn(access.examples, takesGb ? 'gb28181' : 'ptzDome');
    const known = {
      device_id: [deviceId],
      channel_id: [channelId],
      device_org_id: [String(access.examples['deviceOrgId'])],
      start_date: ['20260518'],
      end_date: ['20260519'],
      // 0 is what the sample sends for what does not apply
      intelligence_encoding_level: [1],
      i_frame_interval: [1],
      jpeg_quality: [1],
    };
    return { known, ...(id === 'updateDevice' && { more: { device_name: 'lanner-1' } }) };
  };
  return doorOf('huawei-ivm', await openIvm(access), surroundings, ({ http, body }) => {
    const code = String(body['error_code']);
    return { verdict: `${http} ${code}`, isRefused: table.get(code) === http && IVM_CODES.test(code) };
  });
}

async function visDoor(access: CloudAccess): Promise<Door> {
  const table = codesOf('huawei-vis');
  const { deviceId = '', channelId = '' } = idsIn(access.examples, 'camera');
  const strategy = { start_time: '10:20', end_time: '20:00', total_length: 60, random_strategy: 'RANDOM' };
  const surroundings = ({ id, params }: Operation): Surroundings => {
    const known = {
      device_id: [deviceId],
      channel_id: [channelId],
      stream_name: [String(access.examples['streamName'])],
      username: [id === 'createGbCredential' ? 'someone' : 'gb0100'], // paths and bodies both call it username
      end_time: ['20:00'],
    };
    const isPaged = ['offset', 'limit'].every((name) => params.some((field) => field.name === name));
    if (isPaged) return { known, more: { offset: 1, limit: 10 } }; // only together
    if (id === 'updateChannelAccessStrategy') return { known, more: strategy };
    return { known, ...(id === 'updateGbCredential' && { more: { password: 'Abcdef12' } }) };
  };
  return doorOf('huawei-vis', await openVis(access), surroundings, ({ http, body }, { group }) => {
    const code = String(body['error_code']);
    const isCode = table.get(code) === http && /^VIS\.(0005|0207|0213)$/.test(code);
    return { verdict: `${http} ${code}`, isRefused: group === 'iam' ? http === 400 : isCode };
  });
}

/** Codes of IVP that speak of a parameter and not of the state of the account. */
const IVP_CODES = new Set([
  40001, 40002, 40003, 40004, 40005, 41624, 41625, 41626, 41638, 41639, 43402, 43403, 43406, 43412, 43701, 43702, 43703,
  43704, 43705, 43706, 43707, 43708, 43709, 43711, 43713, 43717, 43720, 43721, 43722, 43723, 43725, 43726, 43727,
]);

function ivpDoor(access: CloudAccess, nowMs: number): Promise<Door> {
  const { examples } = access;
  const { deviceId = '', channelId = '' } = idsIn(examples, 'gb28181');
  const known: KnownValues = {
    DeviceId: [deviceId],
    ChannelId: [channelId],
    OrganizationId: [String(examples['organizationId'])],
    ClusterId: [String(examples['clusterId'])],
    PlanId: [String(examples['planId'])],
    JobId: ['0022c12a-e220-42e0-975f-800f872fc89e'],
    StartTime: ['08:00:00'],
    EndTime: ['09:00:00'],
    Start: ['08:00:00'],
    End: ['09:00:00'],
    PlayDomain: ['video.lanner.example'],
    TaskId: [String(examples['aiTaskId'])],
    Password: ['123456'],
    CallbackUrl: ['http://127.0.0.1/callback'],
  };
  const stretch = { BeginTime: ['1779156000'], EndTime: ['1779156600'] };
  const slot = { Start: '08:00:00', End: '09:00:00' };
  const analysis = { Tag: 'AI', AIConfig: { DetectType: 'Pet', TimeInterval: 5, OperTimeslot: [slot] } };
  const surroundings = ({ id }: Operation): Surroundings => ({
    known: id === 'getCloudRecordDownloadUrl' ? { ...known, ...stretch } : known,
    ...(id === 'getLiveStreamUrl' && { more: { ChannelId: channelId } }),
    ...(id === 'CreateAITask' && { more: { Templates: [analysis] } }),
  });
  const door = doorOf('tencent-ivp', openIvp(access, nowMs), surroundings, ({ http, body }) => {
    const status = Number(body['StatusCode']);
    return { verdict: `${http} ${status}`, isRefused: IVP_CODES.has(status) && body['Code'] === 0 };
  });
  return Promise.resolve(door);
}

/**
 * The permitted answers to a broken parameter of an Alibaba service, by the documents; the second group is City Visual's own
 * tables. The simulator's own tests state them a second time: a statement that both shared would let both change together.
 */
const RPC_CODES =
  /^400 (Missing\w+|Invalid\w+|UnsupportedParameter)$|^40[034] Invalid\w+\.(Malformed|ValueNotSupported|KeyNotSupported)$|^404 InvalidStreamStatus\.NotFound$/;

const RPC_VERSIONS = { 'aliyun-vcs': '2020-03-09', 'aliyun-cityvisual': '2018-10-30' } as const;

const SPAN = [{ StartTime: '10:00:00', EndTime: '11:00:00' }];
const PICTURE = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';

/** Parameters that the text of an operation requires beside its table. */
function alsoNeeded({ corpId, deviceId }: CloudAccess['examples']): Readonly<Record<string, Values>> {
  return {
    UpdateCorp: { CorpId: corpId },
    GetDeviceLiveUrl: { DeviceId: deviceId },
    GetDeviceVideoUrl: { DeviceId: deviceId, StartTime: '1779150000', EndTime: '1779153600' },
    CreateComputeInstance: { ScheduleTimes: SPAN, SliceExecutionTime: 1, OverallExecutionTime: 1 },
    CreateWatchTask: { ScheduleTimes: SPAN },
    AddDataSource: { Url: 'rtmp://example.com/live/1' },
    DescribeAIInstance: { ProjectId: corpId },
  };
}

const rpcDoor =
  (vendor: keyof typeof EXAMPLE_IDS) =>
  (access: CloudAccess, nowMs: number): Promise<Door> => {
    const ids = Object.entries(EXAMPLE_IDS[vendor]).map(([name, id]) => [name, [String(access.examples[id])]]);
    const known = {
      RegionId: ['cn-shanghai'],
      Protocol: ['RTMP'],
      Contents: [PICTURE],
      TargetImageData: [PICTURE],
      DeviceList: [String(access.examples['deviceId'])],
      StreamURL: ['mq://ipc_001'],
      latitude: ['30.245853'],
      longitude: ['120.209947'],
      ...(Object.fromEntries(ids) as KnownValues),
    };
    const also = alsoNeeded(access.examples);
    const cloud = openRpc(access, RPC_VERSIONS[vendor], nowMs);
    const door = doorOf(
      vendor,
      cloud,
      ({ id }) => ({ known, more: also[id] ?? {} }),
      ({ http, body }) => {
        const verdict = `${http} ${String(body['Code'])}`;
        return { verdict, isRefused: RPC_CODES.test(verdict) };
      },
    );
    return Promise.resolve(door);
  };

export const doors: Readonly<Record<VendorId, (access: CloudAccess, nowMs: number) => Promise<Door>>> = {
  'huawei-ivm': ivmDoor,
  'huawei-vis': visDoor,
  'tencent-ivp': ivpDoor,
  'aliyun-vcs': rpcDoor('aliyun-vcs'),
  'aliyun-cityvisual': rpcDoor('aliyun-cityvisual'),
};
