/** Generated from the contract: every operation accepts a request that follows its rules. */
import { describe, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import type { ContractOperation } from './contract.ts';
import { goodDraft, hasBody, isGood, targetOf } from './rule-cases.ts';
import type { KnownValues } from './rule-cases.ts';
import { Bench } from '../support.ts';

const contract = loadContract('huawei-ivm');
const bench = new Bench();

/** A GB28181 camera where its 20-digit channel id is allowed, else a HoloSens dome. */
function known(operation: ContractOperation): KnownValues {
  const channel = operation.params.find((one) => one.name === 'channel_id');
  const patterns = [channel?.pattern, ...Object.values(channel?.variants ?? {})].filter((one) => one !== undefined);
  const takesGb = patterns.length === 0 || patterns.some((one) => new RegExp(one).test('1'.repeat(20)));
  const { deviceId, channelId } = bench.example(takesGb ? 'gb28181' : 'ptzDome');
  return {
    user_id: bench.userId,
    device_id: deviceId,
    channel_id: channelId,
    device_org_id: String(bench.cloud.examples['deviceOrgId']),
    ak: bench.cloud.credentials['ak'] ?? '',
    sk: bench.cloud.credentials['sk'] ?? '',
  };
}

describe.each(contract.operations.map((operation) => [operation.id, operation] as const))(
  'IVM %s',
  (_id, operation) => {
    it('a request that follows every rule is accepted', () => {
      const draft = goodDraft(operation, known(operation));
      expect(isGood(operation, draft)).toBe(true);
      const options = hasBody(draft) ? { body: draft.body } : {};
      const { status } = bench.call(operation.http.method, targetOf(operation, draft), options);
      expect([401, 404, 405]).not.toContain(status);
    });
  },
);
