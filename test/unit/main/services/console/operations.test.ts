/** The console's list and forms, over every documented operation of the five clouds. */
import { describe, expect, it } from 'vitest';
import type { ConsoleField } from '../../../../../preload/contract/console.ts';
import { requests } from '../../../../../preload/contract/contract.ts';
import { VENDOR_IDS } from '../../../../../preload/domain/vendor.ts';
import {
  catalogueOf,
  describeOperation,
  listOperations,
} from '../../../../../main/services/console/console-operations.ts';

const all = VENDOR_IDS.flatMap((vendor) => listOperations(vendor).map((operation) => ({ vendor, operation })));

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a value could not have come from the form, or nothing. */
function misfits(field: ConsoleField, value: Json, path: string): string[] {
  switch (field.kind) {
    case 'list': {
      const { item } = field;
      if (!Array.isArray(value) || !item) return [`${path} is no list`];
      return (value as readonly Json[]).flatMap((one) => misfits(item, one, `${path}[]`));
    }
    case 'object':
      return isRecord(value) ? misfitsOf(field.children ?? [], value, path) : [`${path} is no object`];
    case 'json':
    case 'map':
      return isRecord(value) ? [] : [`${path} is no object`];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [`${path} is no number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path} is no boolean`];
    case 'long':
    case 'string':
      return typeof value === 'string' || typeof value === 'number' ? [] : [`${path} is no text`];
    case 'file':
      return [`${path} is a file`];
    case 'null':
      return value === null ? [] : [`${path} is not null`];
    default:
      return field.kind satisfies never;
  }
}

function misfitsOf(fields: readonly ConsoleField[], params: { readonly [key: string]: Json }, above = ''): string[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    return field ? misfits(field, value, `${above}/${name}`) : [`${above}/${name} has no field`];
  });
}

describe('the list of operations', () => {
  it('the list of operations has all 282, each with a title and a description in both languages', () => {
    expect(all).toHaveLength(282);
    for (const vendor of VENDOR_IDS) {
      const list = listOperations(vendor);
      expect(requests['console.operations'].out.safeParse(list).error).toBeUndefined();
      expect(list.filter(({ titleZh, titleEn }) => titleZh === '' || titleEn === '')).toEqual([]);
      expect(list.filter(({ titleZh }) => !/\p{Script=Han}/u.test(titleZh)).map(({ id }) => id)).toEqual([]);
      expect(JSON.stringify(list).length).toBeLessThan(64 * 1024);
    }
  });

  it('an operation that changes something is called a write, whatever its HTTP method', () => {
    const effectOf = (id: string) => all.find(({ operation }) => operation.id === id)?.operation;
    expect(effectOf('acquirePtzLock')).toMatchObject({ method: 'GET', effect: 'write' });
    expect(effectOf('DeleteDevices')).toMatchObject({ effect: 'write' });
    expect(effectOf('listDevices')).toMatchObject({ effect: 'read' });
  });

  it('the list of operations marks operations that carry files, and operations that carry secrets', () => {
    const ids = (file: string) => all.filter(({ operation }) => operation.file === file).map((o) => o.operation.id);
    expect(ids('up')).toEqual(['addDomain', 'updateDomain', 'importDevices']);
    expect(ids('down')).toEqual(['exportDeviceImportResult', 'exportDeviceTemplate', 'exportDevices']);
    const sensitive = all.filter(({ operation }) => operation.isSensitive).map(({ operation }) => operation.id);
    expect(sensitive).toEqual(expect.arrayContaining(['getAccessToken', 'createIamToken', 'setDevicePassword']));
    expect(sensitive).not.toContain('listChannels');
  });
});

it.each(VENDOR_IDS)(
  'the form of an operation is there for every operation of %s, within the contract of the door',
  (vendor) => {
    for (const id of catalogueOf(vendor).operationIds) {
      const described = describeOperation(vendor, id);
      const parsed = requests['console.describe'].out.safeParse(described);
      expect(parsed.error, `${vendor} ${id}`).toBeUndefined();
      expect(described.operation.change === null, id).toBe(described.operation.effect === 'read');
    }
  },
);

it.each(VENDOR_IDS)(
  'the form of an operation asks for every parameter of %s that the session does not supply',
  (vendor) => {
    const catalogue = catalogueOf(vendor);
    for (const id of catalogue.operationIds) {
      const { fields, supplied } = describeOperation(vendor, id);
      const names = [...fields, ...supplied].map(({ name }) => name);
      const documented = new Set(catalogue.entry(id).operation.params.map(({ name }) => name));
      expect(names.sort(), id).toEqual([...documented].sort());
    }
  },
);

it.each(VENDOR_IDS)('the form of an operation could have made every printed sample of %s', (vendor) => {
  const samples = catalogueOf(vendor).operationIds.flatMap((id) => {
    const { fields, sampleJson } = describeOperation(vendor, id);
    return sampleJson === null ? [] : [{ id, fields, sample: JSON.parse(sampleJson) as { [key: string]: Json } }];
  });
  expect(samples.length).toBeGreaterThan(10);
  expect(samples.flatMap(({ id, fields, sample }) => misfitsOf(fields, sample, id))).toEqual([]);
});

it('the form of an operation has limits, legal values with their meaning, and conditions', () => {
  const devices = describeOperation('huawei-ivm', 'listDevices');
  const field = (name: string) => devices.fields.find((one) => one.name === name);
  expect(field('limit')).toMatchObject({ kind: 'integer', in: 'query', max: 1000 });
  expect(field('access_protocol')).toMatchObject({
    kind: 'list',
    item: { kind: 'string', enumValues: expect.arrayContaining([{ value: 'HOLO', meaning: expect.any(String) }]) },
  });
  expect(devices.supplied.map(({ name }) => name)).toEqual(['user_id', 'Access-Token']);
  const { fields } = describeOperation('tencent-ivp', 'getLiveStreamUrl');
  expect(fields.filter(({ requiredWhen }) => requiredWhen !== undefined)).not.toEqual([]);
});

it('the form of an operation names the effect of a write and its limits', () => {
  expect(describeOperation('huawei-ivm', 'controlPtz')).toMatchObject({
    operation: { change: 'operate' },
    limits: { minGapMs: 300 },
  });
  expect(describeOperation('huawei-ivm', 'batchDeleteDevices')).toMatchObject({
    operation: { change: 'delete' },
    limits: { batches: [{ path: 'devices', maxItems: expect.any(Number) }] },
  });
  expect(describeOperation('tencent-ivp', 'addDevice').operation.change).toBe('create');
  expect(describeOperation('aliyun-vcs', 'ModifyDevice').operation.change).toBe('modify');
});

it('the form of an operation hides typed passwords and keys, and never asks for the keys of the account', () => {
  const password = describeOperation('huawei-vis', 'createGbCredential').fields.find((f) => f.name === 'password');
  expect(password).toMatchObject({ isSecret: true });
  const token = describeOperation('huawei-ivm', 'getAccessToken');
  expect(token.fields.map(({ name }) => name)).toEqual(['force_update']);
  expect(token.supplied.map(({ name }) => name)).toEqual(['user_id', 'ak', 'sk']);
  expect(describeOperation('huawei-vis', 'createIamToken').fields).toEqual([]);
});
