/** Generated from the contracts: every operation accepts a request that follows its rules, in the form of the wire. */
import { describe, expect, it } from 'vitest';
import { loadSpecs } from './contract.ts';
import { readParameters } from './values.ts';
import { brokenWires, EXAMPLE_IDS, goodWire, REFUSED } from './aliyun-rule-cases.ts';
import type { KnownIds } from './aliyun-rule-cases.ts';
import { RpcBench } from './aliyun-support.ts';
import type { Vendor } from './aliyun-support.ts';

describe.each(Object.keys(EXAMPLE_IDS) as Vendor[])('%s', (vendor) => {
  const bench = new RpcBench(vendor);
  const known: KnownIds = Object.fromEntries(
    Object.entries(EXAMPLE_IDS[vendor]).map(([name, id]) => [name, bench.id(id)]),
  );
  const specs = [...loadSpecs(vendor).values()];

  it.each(specs.map((spec) => [spec.id, spec] as const))(
    'a request that follows the rules of %s is accepted',
    (_id, spec) => {
      expect(() => readParameters(spec, new Map(Object.entries(goodWire(spec, known))))).not.toThrow();
    },
  );

  it('lists, JSON and pictures of a wrong form are refused', () => {
    const cases = specs.flatMap((spec) => brokenWires(spec, known).map((one) => [spec, one] as const));
    expect(cases.length).toBeGreaterThan(0);
    const wrong = cases.flatMap(([spec, { what, wire }]) => {
      const verdict = bench.verdict(spec.http.action, wire, { method: 'POST' });
      return REFUSED.test(verdict) ? [] : [`${spec.id} ${what} -> ${verdict}`];
    });
    expect(wrong).toEqual([]);
  });
});
