/** The words of the table of capabilities hold to the documents. */
import { expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '../../../../../../preload/domain/accounts/capability.ts';
import { VENDOR_IDS, type VendorId } from '../../../../../../preload/domain/vendor.ts';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import type { Field } from '../../../../../../main/vendors/core/contract/contract.ts';
import { readCapabilities } from '../../../../../../main/vendors/registry.ts';
import { FACTS, leadOf, shortWords } from '../../../../../../renderer/features/clouds/capabilities/capability-cell.ts';
import { LOCALES } from '../../../../../../renderer/i18n/locale.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { allScreens } from '../../../../../screens.ts';

await loadAllTexts();

const columns = readCapabilities(await allScreens());
const cellOf = (vendor: VendorId, capability: Capability) => {
  const cell = columns.find((column) => column.vendor === vendor)?.cells.find((one) => one.capability === capability);
  if (cell === undefined) throw new Error(`no cell of ${vendor} ${capability}`);
  return cell;
};
const wordsOf = (vendor: VendorId, capability: Capability, locale: 'en-US' | 'zh-CN' = 'en-US'): string =>
  shortWords(textIn(locale), vendor, cellOf(vendor, capability));

/** A field by its path: `cruise_points.dwel_time`. */
function fieldOf(vendor: VendorId, operationId: string, path: string): Field {
  const operation = readContract(vendor).operations.find(({ id }) => id === operationId);
  let fields: readonly Field[] = operation?.params ?? [];
  let found: Field | undefined;
  for (const name of path.split('.')) {
    found = fields.find((field) => field.name === name);
    fields = found?.children ?? [];
  }
  if (found === undefined) throw new Error(`no field ${path} of ${operationId}`);
  return found;
}

it.each(LOCALES)(
  'every cell that names a fact has words in %s, and only a cell with operations names a fact',
  (locale) => {
    for (const vendor of VENDOR_IDS) {
      for (const capability of FACTS[vendor]) {
        expect(cellOf(vendor, capability).operations.length, `${vendor} ${capability}`).toBeGreaterThan(0);
        expect(wordsOf(vendor, capability, locale)).not.toMatch(/capabilityFacts|\{\{/);
      }
    }
  },
);

it('most facts are quoted from the documents of the clouds', () => {
  const served = columns.flatMap(({ vendor, cells }) =>
    cells.filter(({ operations }) => operations.length > 0).map(({ capability }) => FACTS[vendor].includes(capability)),
  );
  expect(served.filter(Boolean).length / served.length).toBeGreaterThan(0.7);
});

it.each([
  ['huawei-ivm', 'presets', 'addPresetPosition', 'index', '512'],
  ['huawei-ivm', 'cruise-tracks', 'addCruiseTrack', 'cruise_points.dwel_time', '3,600'],
  ['tencent-ivp', 'presets', 'operatePreset', 'Index', '10'],
] as const)(
  'the highest value that %s documents for %s is the value in the cell',
  (vendor, capability, id, path, max) => {
    expect(fieldOf(vendor, id, path).max?.toLocaleString('en-US')).toBe(max);
    expect(wordsOf(vendor, capability)).toContain(max);
    expect(wordsOf(vendor, capability, 'zh-CN')).toContain(max);
  },
);

it.each([
  ['huawei-ivm', 'alarm-push', 'setMessageCallback', 'subscription_type', 9],
  ['tencent-ivp', 'analysis', 'CreateAITask', 'Templates.AIConfig.DetectType', 8],
  ['aliyun-vcs', 'target-search', 'SearchTarget', 'TargetType', 6],
] as const)('the cell counts the kinds that %s documents for %s', (vendor, capability, id, path, count) => {
  expect(Object.keys(fieldOf(vendor, id, path).enum ?? {})).toHaveLength(count);
  expect(wordsOf(vendor, capability)).toContain(String(count));
});

it.each([
  ['huawei-ivm', 'controlPtz', 'direction', ['UP', 'DOWN', 'LEFT', 'RIGHT', 'UPPER_LEFT', 'LOWER_RIGHT']],
  ['tencent-ivp', 'controlPtz', 'Type', ['up', 'down', 'left', 'right', 'leftup', 'rightdown', 'irisin']],
] as const)('the cell of PTZ shows 8 directions where %s documents them', (vendor, id, path, directions) => {
  expect(Object.keys(fieldOf(vendor, id, path).enum ?? {})).toEqual(expect.arrayContaining([...directions]));
  expect(wordsOf(vendor, 'ptz')).toContain('8 directions');
});

it('each cell with operations leads to a screen or to the API console, and no other cell does', () => {
  for (const { cells } of columns) {
    expect(cells).toHaveLength(CAPABILITIES.length);
    for (const cell of cells) {
      expect(leadOf(cell)).toBe(cell.operations.length === 0 ? null : cell.state === 'yes' ? 'screen' : 'operation');
    }
  }
});

it('the live streams of tencent-ivp are the streams that its document lists, over FLV and over HLS', () => {
  const streams = Object.values(fieldOf('tencent-ivp', 'getLiveStreamUrl', 'StreamType').enum ?? {}).join();
  expect(streams).toMatch(/main stream.*sub stream/u);
  for (const capability of ['live-flv', 'live-hls'] as const) {
    expect(wordsOf('tencent-ivp', capability)).toBe('main, sub stream');
    expect(wordsOf('tencent-ivp', capability, 'zh-CN')).toBe('主码流、子码流');
  }
});
