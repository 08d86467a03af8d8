/** Generated from the contract: every operation takes what keeps its rules and refuses each broken one by its code. */
import { describe, expect, it } from 'vitest';
import { checkParameters } from '../../simulator/kernel/check.ts';
import { loadContract } from '../../simulator/kernel/contract.ts';
import type { ContractOperation } from '../../simulator/kernel/contract.ts';
import { brokenCases, goodDraft, targetOf } from './rule-cases.ts';
import type { Draft, KnownValues } from './rule-cases.ts';
import { Bench } from './support.ts';

const contract = loadContract('huawei-ivm');
const bench = new Bench();
const table = new Map(contract.errorCodes.map((row) => [row.code, row]));

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

const hasBody = (draft: Draft): boolean => Object.keys(draft.body).length > 0;

/** Codes with which the cloud says "this parameter is wrong", before it looks at its state. */
const PARAMETER_CODES =
  /^IVM\.(10020000|10020001|10020004|10020005|10020006|10020009|1002001[0-278]|1002002[01]|100220(0[0-689]|1[1-7]|2[0-6]|3[234])|10024000|10024002|10024014|1002600[0-3]|20001005|20002007|20002009)$/;

describe.each(contract.operations.map((operation) => [operation.id, operation] as const))(
  'IVM %s',
  (_id, operation) => {
    const judge = (draft: Draft): boolean => {
      const query = new URLSearchParams(draft.query);
      return checkParameters(operation, { path: draft.path, query, body: hasBody(draft) ? draft.body : undefined }).ok;
    };

    it('takes a request that keeps every rule', () => {
      const draft = goodDraft(operation, known(operation));
      expect(judge(draft)).toBe(true);
      const options = hasBody(draft) ? { body: draft.body } : {};
      const { status } = bench.call(operation.http.method, targetOf(operation, draft), options);
      expect([401, 404, 405]).not.toContain(status);
    });

    const cases = brokenCases(operation, known(operation));
    it.runIf(cases.length > 0)(
      `refuses each of its ${String(cases.length)} broken rules with a documented code`,
      () => {
        const accepted: string[] = [];
        for (const { what, draft } of cases) {
          const options = hasBody(draft) ? { body: draft.body } : {};
          const { status, body } = bench.call(operation.http.method, targetOf(operation, draft), options);
          const code = String(body['error_code']);
          const isRight = !judge(draft) && status === table.get(code)?.http && PARAMETER_CODES.test(code);
          if (!isRight) accepted.push(`${what} -> ${String(status)} ${code}`);
        }
        expect(accepted).toEqual([]);
      },
    );
  },
);

it('finds several hundred rules in the document', () => {
  const count = contract.operations.reduce((sum, one) => sum + brokenCases(one, known(one)).length, 0);
  expect(count).toBeGreaterThan(700);
});
