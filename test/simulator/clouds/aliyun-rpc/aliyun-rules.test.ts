/** Generated from the contracts: every operation accepts a request that follows its rules, in the form of the wire. */
import { describe, expect, it } from 'vitest';
import { loadSpecs } from './contract.ts';
import { readParameters } from './values.ts';
import { brokenWires, goodWire } from './aliyun-rule-cases.ts';
import type { KnownIds } from './aliyun-rule-cases.ts';
import { RpcBench } from './aliyun-support.ts';
import type { Vendor } from './aliyun-support.ts';

const KNOWN: Readonly<Record<Vendor, Readonly<Record<string, string>>>> = {
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
};

/** The permitted answers to a parameter of a wrong form. */
const CODES =
  /^400 (Missing\w+|Invalid\w+|UnsupportedParameter)$|^40[034] Invalid\w+\.(Malformed|ValueNotSupported|KeyNotSupported)$|^404 InvalidStreamStatus\.NotFound$/;

describe.each(Object.keys(KNOWN) as Vendor[])('%s', (vendor) => {
  const bench = new RpcBench(vendor);
  const known: KnownIds = Object.fromEntries(Object.entries(KNOWN[vendor]).map(([name, id]) => [name, bench.id(id)]));
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
      return CODES.test(verdict) ? [] : [`${spec.id} ${what} -> ${verdict}`];
    });
    expect(wrong).toEqual([]);
  });
});
