/** The forms of all documented operations: values of the sample, words of a refusal, and names of ids. */
import { describe, expect, it } from 'vitest';
import type { ConsoleField, OperationDescription } from '../../../../preload/contract/console.ts';
import { VENDOR_IDS } from '../../../../preload/domain/vendor.ts';
import { complaintsAbout } from '../../../../main/services/console/console-check.ts';
import {
  catalogueOf,
  describeOperation,
  entryOf,
  suppliedNames,
} from '../../../../main/services/console/console-operations.ts';
import { OVERRIDES } from '../../../../main/vendors/registry.ts';
import { complaintWords } from '../../../../renderer/contract-form/field-words.ts';
import { complaintsOf } from '../../../../renderer/contract-form/console-checks.ts';
import { parseJson, type JsonObject } from '../../../../renderer/contract-form/console-json.ts';
import { paramsOf, withSample } from '../../../../renderer/contract-form/console-values.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import { LOCALES } from '../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../area-texts.ts';

await loadAllTexts();

const forms: readonly OperationDescription[] = VENDOR_IDS.flatMap((vendor) =>
  catalogueOf(vendor).operationIds.map((id) => describeOperation(vendor, id)),
);

/** All fields of a form at any depth, the elements of lists too. */
function* fieldsIn(fields: readonly ConsoleField[]): Generator<ConsoleField> {
  for (const field of fields) {
    yield field;
    if (field.item !== undefined) yield* fieldsIn([field.item]);
    yield* fieldsIn(field.children ?? []);
  }
}

/** The contents of an empty form after "Fill in the sample". */
function filled({ fields, sampleJson }: OperationDescription): JsonObject {
  const sample = parseJson(sampleJson ?? '{}');
  return paramsOf(fields, withSample({}, sample.ok ? sample.value : { broken: true }));
}

// @promise comfort.console: The console accepts its own samples, for all 282 operations.
it('the sample of an operation is accepted by the check of the page and by the check of main, for all 282 operations', () => {
  expect(forms).toHaveLength(282);
  const refused = forms.flatMap((form) => {
    const { vendor, operation, fields, supplied } = form;
    const entry = entryOf(vendor, operation.id);
    const params = filled(form);
    const names = supplied.map(({ name }) => name);
    const complaints = [
      ...complaintsOf(fields, params, names),
      ...complaintsAbout(entry, params, [...suppliedNames(vendor, entry)], OVERRIDES[vendor].implicit),
    ];
    return complaints.filter(({ code }) => code !== 'required').map((complaint) => [operation.id, complaint]);
  });
  expect(refused).toEqual([]);
});

it('the sample of an operation has no masked value, no secret and no id of the camera tree', () => {
  const samples = forms.filter(({ sampleJson }) => sampleJson !== null);
  expect(samples.length).toBeGreaterThan(150);
  const bad = samples.flatMap(({ operation, fields, sampleJson }) => {
    const hidden = [...fieldsIn(fields)].filter(({ isSecret, knownId }) => isSecret === true || knownId !== undefined);
    const shown = hidden.filter(({ name }) => name !== '' && (sampleJson ?? '').includes(`"${name}":`));
    const masked = /\*{2,}|x{3,}|\.{3}/i.exec(sampleJson ?? '')?.[0];
    return [
      ...shown.map(({ name }) => [operation.id, name]),
      ...(masked === undefined ? [] : [[operation.id, masked]]),
    ];
  });
  expect(bad).toEqual([]);
});

it('the sample of an operation fills in printed values that fit', () => {
  expect(filled(describeOperation('huawei-ivm', 'addPresetPosition'))).toEqual({ preset_name: '1234' });
  expect(filled(describeOperation('huawei-ivm', 'batchGetLiveUrls'))).toEqual({
    channels: [{ live_protocol: 'HOLO', stream_type: 'PRIMARY_STREAM' }],
  });
});

describe('a refusal of the check', () => {
  const patterns = new Set(
    forms.flatMap(({ fields }) => [...fieldsIn(fields)].flatMap((field) => field.patterns ?? [])),
  );

  it.each(LOCALES)('every documented form is explained in a sentence without a regular expression, in %s', (locale) => {
    expect(patterns.size).toBeGreaterThan(30);
    const t = textIn(locale);
    const general = complaintWords(t, { path: [], code: 'pattern', detail: '' });
    for (const detail of patterns) {
      const words = complaintWords(t, { path: [], code: 'pattern', detail });
      expect([detail, words]).not.toEqual([detail, general]);
      expect([detail, words]).toEqual([detail, expect.stringMatching(/^[^\\^$[\]{}]+[.。]$/)]);
    }
  });

  it.each([
    [
      '^[A-Za-z0-9]{8,32}$ | ^\\d{20}$',
      'Enter 8 to 32 letters and digits, or 20 digits.',
      '请输入 8 至 32 位字母或数字，或 20 位数字。',
    ],
    [
      '^[\\u4e00-\\u9fa5A-Za-z0-9_-]+$',
      'Enter letters, digits, Chinese characters, _ and -.',
      '请输入字母、数字、汉字、_或-。',
    ],
    ['yyyy-MM-dd HH:mm:ss', 'Enter a time such as 2030-01-31 18:30:00.', '请输入时间，如 2030-01-31 18:30:00。'],
    ['3 kinds of characters', /^Enter at least 3 of these:/, /至少包含以下 3 类字符/],
    ['^unknown(expression)$', /does not have the documented form/, /不符合文档规定的格式/],
  ])('a refusal of the check explains %s in the language of the page', (detail, english, chinese) => {
    const say = (locale: 'en-US' | 'zh-CN') => complaintWords(textIn(locale), { path: [], code: 'pattern', detail });
    if (typeof english === 'string') expect(say('en-US')).toBe(english);
    else expect(say('en-US')).toMatch(english);
    if (typeof chinese === 'string') expect(say('zh-CN')).toBe(chinese);
    else expect(say('zh-CN')).toMatch(chinese);
  });

  it('a refusal in Chinese contains no English word', () => {
    const say = (code: Parameters<typeof complaintWords>[1]['code'], detail: string): string =>
      complaintWords(textIn('zh-CN'), { path: [], code, detail });
    const said = [
      say('required', ''),
      say('unknown', ''),
      say('supplied', ''),
      say('type', 'integer'),
      say('type', 'whatever'),
      say('enum', '1, 2'),
      say('too-small', '1'),
      say('too-large', '9'),
      say('too-short', '2'),
      say('too-long', '3'),
      say('too-few', '1'),
      say('too-many', '8'),
      say('rule', '0 or 60..3650'),
      say('multiple', '10'),
      say('other', ''),
    ];
    for (const words of said) expect(words).toMatch(/^[^A-Za-z]+。$/);
  });
});

it('an id of the camera tree is known as such in the operations of every cloud that address cameras', () => {
  const kinds = (vendor: OperationDescription['vendor'], id: string) =>
    Object.fromEntries(
      [...fieldsIn(describeOperation(vendor, id).fields)].flatMap(({ name, knownId }) =>
        knownId === undefined ? [] : [[name, knownId]],
      ),
    );
  expect(kinds('huawei-ivm', 'controlPtz')).toEqual({ device_id: 'device', channel_id: 'channel' });
  expect(kinds('huawei-ivm', 'addHoloDevice')).toEqual({});
  expect(kinds('huawei-ivm', 'moveDevicesToOrg')).toEqual({ device_org_id: 'group', '': 'device' });
  expect(kinds('huawei-vis', 'getStream')).toEqual({ stream_name: 'stream' });
  expect(kinds('tencent-ivp', 'deleteDevice')).toEqual({ Id: 'device' });
  expect(kinds('tencent-ivp', 'deleteGateway')).toEqual({});
  expect(kinds('aliyun-vcs', 'GetDeviceLiveUrl')).toMatchObject({ CorpId: 'group', DeviceId: 'channel' });
  expect(kinds('aliyun-cityvisual', 'CreateCamera')).toEqual({ InstanceId: 'group', WorkGroupId: 'subgroup' });
});

it('an id of the camera tree stands only for parameters that the documents have', () => {
  for (const vendor of VENDOR_IDS) {
    const own = forms.filter((form) => form.vendor === vendor);
    const names = new Set(own.flatMap(({ fields }) => [...fieldsIn(fields)].map(({ name }) => name)));
    const ids = new Set(own.map(({ operation }) => operation.id));
    for (const rule of OVERRIDES[vendor].knownIds ?? []) {
      expect(rule.names.filter((name) => !names.has(name))).toEqual([]);
      expect([...(rule.operations ?? []), ...(rule.except ?? [])].filter((id) => !ids.has(id))).toEqual([]);
    }
  }
});
