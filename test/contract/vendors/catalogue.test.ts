import { describe, expect, it } from 'vitest';
import { createCatalogue, type Catalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { readContract, type FieldOverride } from '../../../main/vendors/core/contract/contract.ts';
import { examineSamples, type Complaint } from '../../../main/vendors/core/contract/samples.ts';
import { parseLossless } from '../../../main/vendors/core/http/lossless.ts';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';

const complaintsAbout = (catalogue: Catalogue, implicit: readonly string[]): readonly Complaint[] =>
  examineSamples(catalogue, implicit).flatMap(({ complaints }) => complaints);

const OPERATIONS: Readonly<Record<VendorId, number>> = {
  'aliyun-cityvisual': 40,
  'aliyun-vcs': 36,
  'tencent-ivp': 83,
  'huawei-ivm': 90,
  'huawei-vis': 33,
};

const keyOf = (c: Omit<Complaint, 'message'>) => `${c.operation} ${c.side} ${c.example} ${c.path}`;

/** Whether a catalogue takes the request or the answer that a correction brings along. */
function takes(catalogue: Catalogue, { operation, side, allowed = '' }: FieldOverride): boolean {
  return catalogue.entry(operation)[side].safeParse(parseLossless(allowed)).success;
}

describe.each(Object.entries(OPERATIONS) as [VendorId, number][])('the contract of %s', (vendor, count) => {
  const contract = readContract(vendor);
  const overrides = OVERRIDES[vendor];

  it(`gives schemas to all ${count} operations`, () => {
    const catalogue = createCatalogue(contract, overrides);
    expect(catalogue.operationIds).toHaveLength(count);
    for (const id of catalogue.operationIds) {
      const { request, answer } = catalogue.entry(id);
      expect(request.safeParse({ 'no such parameter': 1 }).success, `${id} takes an unknown parameter`).toBe(false);
      expect(answer.safeParse({ 'no such key': 1 }).success, `${id} refuses an unknown key`).toBe(true);
    }
  });

  it('agrees with every printed sample except those that the overrides excuse, and needs every excuse', () => {
    const found = new Set(complaintsAbout(createCatalogue(contract, overrides), overrides.implicit).map(keyOf));
    const excused = new Set(overrides.samples.map(keyOf));
    expect([...found].filter((key) => !excused.has(key))).toEqual([]);
    expect([...excused].filter((key) => !found.has(key))).toEqual([]);
  });

  it('needs every corrected field', () => {
    const known = new Set(complaintsAbout(createCatalogue(contract, overrides), overrides.implicit).map(keyOf));
    const idle = overrides.fields.filter((dropped) => {
      const without = { ...overrides, fields: overrides.fields.filter((o) => o !== dropped) };
      const catalogue = createCatalogue(contract, without);
      const isRefused = dropped.allowed !== undefined && !takes(catalogue, dropped);
      return !isRefused && complaintsAbout(catalogue, without.implicit).every((c) => known.has(keyOf(c)));
    });
    expect(idle.map((o) => `${o.operation} ${o.path}`)).toEqual([]);
  });

  it('takes what the words of the document allow beyond its samples', () => {
    const catalogue = createCatalogue(contract, overrides);
    const refused = overrides.fields.filter((one) => one.allowed !== undefined && !takes(catalogue, one));
    expect(refused.map((o) => `${o.operation} ${o.path}`)).toEqual([]);
  });

  it('sends a second spelling only where another table or sample of the document has it', () => {
    const { spellings = [] } = overrides;
    const unheard = spellings.filter(({ operation, path }) => {
      const name = path.split('.').at(-1) ?? '';
      return !contract.operations.some(({ id, result, examples }) => {
        return id !== operation && JSON.stringify([result, examples]).includes(`"${name}"`);
      });
    });
    expect(unheard.map((o) => `${o.operation} ${o.path}`)).toEqual([]);
  });

  it('gives a reason of one line for each override', () => {
    const longQuery = overrides.longQuery ? [overrides.longQuery] : [];
    for (const { reason } of [...overrides.fields, ...(overrides.spellings ?? []), ...overrides.samples, ...longQuery])
      expect(reason).toMatch(/^.{10,120}$/);
  });
});
