/** Makes, from a contract alone, one request that keeps every rule of an RPC operation and one for each broken rule. */
import type { RpcField, RpcSpec } from '../../simulator/clouds/aliyun-rpc/contract.ts';

export type Wire = Readonly<Record<string, string>>;
export interface BrokenRequest {
  readonly what: string;
  readonly wire: Wire;
}

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

export function brokenWires(spec: RpcSpec, known: KnownIds): readonly BrokenRequest[] {
  const good = goodWire(spec, known);
  const cases: BrokenRequest[] = [{ what: 'an unknown parameter', wire: { ...good, Nonsense: '1' } }];
  const add = (what: string, name: string, value: string | null): void => {
    const { [name]: _gone, ...rest } = good;
    cases.push({ what, wire: value === null ? rest : { ...rest, [name]: value } });
  };
  for (const field of spec.params) {
    const { name } = field;
    if (name === 'Action' || name === 'RegionId') continue;
    if (field.required && good[name] !== undefined) add(`${name} missing`, name, null);
    if (isList(field) && !isJson(field)) {
      for (const child of field.children ?? []) textCases(child, `${name}.1.${child.name}`, add);
    } else if (isJson(field)) {
      add(`${name} no JSON`, name, '[{');
      add(`${name} of another type`, name, '7');
      jsonCases(field, good[name] ?? '', add);
    } else if (field.encoding === 'csv') {
      add(`${name} with a hole`, name, 'a,,b');
      if (field.maxItems !== undefined) add(`${name} too many`, name, many(field.maxItems).join(','));
    } else {
      textCases(field, name, add);
    }
  }
  return cases;
}

type Add = (what: string, name: string, value: string) => void;

const many = (limit: number): string[] => Array.from({ length: limit + 1 }, (_, i) => `a${String(i)}`);

function textCases(field: RpcField, name: string, add: Add): void {
  if (field.enum !== undefined) add(`${name} outside the enum`, name, 'Nonsense');
  if (isNumeric(field)) add(`${name} no number`, name, 'many');
  if (field.type === 'boolean') add(`${name} no boolean`, name, 'perhaps');
  if (field.max !== undefined)
    add(
      `${name} too large`,
      name,
      String(
        field.exclusiveMax === true ? field.max : field.max + (isNumeric(field) && field.type !== 'float' ? 1 : 0.5),
      ),
    );
  if (field.min !== undefined) add(`${name} too small`, name, String(field.min - 1));
  if (field.maxLength !== undefined) add(`${name} too long`, name, 'a'.repeat(field.maxLength + 1));
  if (field.pattern !== undefined) add(`${name} against its pattern`, name, 'http://\u0001 !');
  if (field.encoding === 'base64') add(`${name} no Base64`, name, '/9j/4AA...');
}

function jsonCases(field: RpcField, good: string, add: Add): void {
  const { name } = field;
  // long JSON goes as a form in the field; here only the count matters
  if (field.maxItems !== undefined && field.maxItems <= 100) {
    const item: unknown = (JSON.parse(good) as unknown[])[0];
    add(`${name} too many`, name, JSON.stringify(Array.from({ length: field.maxItems + 1 }, () => item)));
  }
  const isObject = OBJECTS.has(name);
  for (const child of field.children ?? []) {
    const parsed = JSON.parse(good) as Record<string, unknown> | Record<string, unknown>[];
    const one = Array.isArray(parsed) ? parsed[0] : parsed;
    if (one === undefined || field.embedded !== undefined) continue;
    const put = (what: string, member: Record<string, unknown>): void =>
      add(what, name, JSON.stringify(isObject ? member : [member]));
    const { [child.name]: _gone, ...rest } = one;
    if (child.required) put(`${name}.${child.name} missing`, rest);
    put(`${name} with an unknown member`, { ...one, Nonsense: 1 });
    if (child.enum !== undefined) put(`${name}.${child.name} outside the enum`, { ...one, [child.name]: 'Nonsense' });
    if (child.pattern !== undefined) put(`${name}.${child.name} against its pattern`, { ...one, [child.name]: '!' });
    put(`${name}.${child.name} of another type`, { ...one, [child.name]: child.type === 'boolean' ? 'x' : true });
  }
}
