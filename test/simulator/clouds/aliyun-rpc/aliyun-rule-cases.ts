/** Makes, from a contract alone, one request that keeps every rule of an RPC operation and one for each broken rule. */
import type { RpcField, RpcSpec } from './contract.ts';

export type Wire = Readonly<Record<string, string>>;
export interface BrokenRequest {
  readonly what: string;
  readonly wire: Wire;
}

/** The names of the ids in the documents, each with its name among the examples of the simulated cloud. */
export const EXAMPLE_IDS = {
  'aliyun-vcs': { CorpId: 'corpId', DeviceId: 'deviceId', ProjectId: 'corpId', WatchPolicyId: 'watchPolicyId' },
  'aliyun-cityvisual': {
    InstanceId: 'instanceId',
    CameraId: 'cameraId',
    WorkGroupId: 'workGroupId',
    JobGroupId: 'jobGroupId',
    AlgoLibId: 'algoLibId',
    ResourceProfileId: 'resourceProfileId',
    CapabilityId: 'capabilityId',
    ComputeJobId: 'computeJobId',
    JobId: 'computeJobId',
  },
} as const;

/** The permitted answers to a broken parameter; the second group is City Visual's own tables. */
export const REFUSED =
  /^400 (Missing\w+|Invalid\w+|UnsupportedParameter)$|^40[034] Invalid\w+\.(Malformed|ValueNotSupported|KeyNotSupported)$|^404 InvalidStreamStatus\.NotFound$/;

/** Values that exist in the tested world, by documented name. */
export type KnownIds = Readonly<Record<string, string>>;

/** Texts of many shapes; the first that keeps a field's rules is sent. */
const CANDIDATES = [
  ...['1', 'example', '10:00:00', '1920*1080', '116.397128', '330108', '1779200000000'],
  ...['rtmp://example.com/live/test1?auth_key=1', '34020000001320000001', 'AAAA'],
];
const OBJECTS = new Set(['MessageReceiver', 'LocationInfo']);
const EMBEDDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LocationInfo: { latitude: '30.245853', longitude: '120.209947' },
};

const isList = (field: RpcField): boolean => field.type.startsWith('array');
const isNumeric = (field: RpcField): boolean => /^(integer|long|float|double)$/.test(field.type);
const isJson = (field: RpcField): boolean => field.encoding === 'json' || field.embedded === 'json';

function goodText(field: RpcField, known: KnownIds): string {
  const asked = known[field.name];
  if (asked !== undefined) return asked;
  if (field.encoding === 'base64') return 'AAAA';
  if (field.enum !== undefined) return Object.keys(field.enum)[0] ?? '';
  if (field.type === 'boolean') return 'true';
  if (isNumeric(field)) return String(field.type === 'float' ? (field.min ?? 0) : Math.max(1, field.min ?? 1));
  const fits = (text: string): boolean =>
    (field.pattern === undefined || new RegExp(field.pattern).test(text)) &&
    text.length >= (field.minLength ?? 0) &&
    text.length <= (field.maxLength ?? Infinity) &&
    (field.min === undefined || Number(text) >= field.min) &&
    (field.max === undefined || Number(text) <= field.max);
  return [...(field.min === undefined ? [] : [String(field.min)]), ...CANDIDATES].find(fits) ?? 'example';
}

function goodJson(field: RpcField, known: KnownIds): unknown {
  if (isList(field)) {
    const type = /^array<(.*)>$/.exec(field.type)?.[1] ?? 'string';
    return [type === 'object' ? goodMembers(field, known) : goodJson({ name: field.name, type }, known)];
  }
  if (field.type === 'object') return goodMembers(field, known);
  const text = goodText(field, known);
  return isNumeric(field) ? Number(text) : field.type === 'boolean' ? true : text;
}

function goodMembers(field: RpcField, known: KnownIds): Record<string, unknown> {
  return Object.fromEntries((field.children ?? []).map((child) => [child.name, goodJson(child, known)]));
}

/** The value of a parameter that travels in one piece. */
function goodValue(field: RpcField, known: KnownIds): string {
  if (EMBEDDED[field.name] !== undefined) return JSON.stringify(EMBEDDED[field.name]);
  if (!isJson(field)) return goodText(field, known);
  if (OBJECTS.has(field.name)) return JSON.stringify(goodMembers(field, known));
  if (isList(field)) return JSON.stringify(goodJson(field, known));
  if (field.children !== undefined) return JSON.stringify([goodMembers(field, known)]);
  return JSON.stringify(field.name === 'ScheduleCycleDates' ? [1] : [known[field.name] ?? 'a1']);
}

/** Every documented parameter, deprecated ones left away. */
export function goodWire(spec: RpcSpec, known: KnownIds): Record<string, string> {
  const wire: Record<string, string> = {};
  for (const field of spec.params) {
    if (field.name === 'Action' || field.name === 'RegionId') continue;
    if (isList(field) && !isJson(field)) {
      for (const child of field.children ?? []) wire[`${field.name}.1.${child.name}`] = goodText(child, known);
    } else {
      wire[field.name] = goodValue(field, known);
    }
  }
  for (const field of spec.params) if (field.name === 'RegionId' && field.required) wire['RegionId'] = 'cn-shanghai';
  return wire;
}

/** Faults that exist only on the wire: lists with holes, texts that are not JSON, pictures that are not Base64. */
export function brokenWires(spec: RpcSpec, known: KnownIds): readonly BrokenRequest[] {
  const good = goodWire(spec, known);
  return spec.params.flatMap((field) => {
    const { name, encoding } = field;
    const broken = (what: string, text: string): BrokenRequest => ({
      what: `${name} ${what}`,
      wire: { ...good, [name]: text },
    });
    if (isJson(field)) return [broken('no JSON', '[{')];
    if (encoding === 'csv') return [broken('with a hole', 'a,,b')];
    return encoding === 'base64' ? [broken('no Base64', '/9j/4AA...')] : [];
  });
}
