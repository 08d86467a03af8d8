/** Generated from the contract: every operation accepts a request that follows its rules. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../kernel/contract.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { VisBench } from './huawei-vis-support.ts';
import type { Answer } from './huawei-vis-support.ts';
import { goodDraft, hasBody, isGood, targetOf } from '../../kernel/rule-cases.ts';
import type { Draft, KnownValues } from '../../kernel/rule-cases.ts';

const contract = loadContract('huawei-vis');
const bench = new VisBench();
const isIam = (operation: ContractOperation): boolean => operation.http.path.startsWith('/v3/');

function known(operation: ContractOperation): KnownValues {
  const { deviceId, channelId } = bench.channel('camera');
  // both credential paths and device bodies call it username
  const username = operation.id === 'createGbCredential' ? 'someone' : 'gb0100';
  const stream = { stream_name: bench.example('streamName'), timezone: 'GMT+8:00', url: 'http://example.com/a' };
  return { project_id: bench.projectId, device_id: deviceId, channel_id: channelId, username, ...stream };
}

function send(operation: ContractOperation, draft: Draft): Answer {
  const options = hasBody(draft) ? { body: draft.body } : {};
  const target = targetOf(operation, draft);
  if (isIam(operation)) return bench.iam(operation.http.method, target, { ...options, token: bench.signIn() });
  return bench.call(operation.http.method, target, options);
}

describe.each(contract.operations.map((operation) => [operation.id, operation] as const))(
  'VIS %s',
  (_id, operation) => {
    it('a request that follows every rule is accepted', () => {
      const draft = goodDraft(operation, known(operation));
      expect(isGood(operation, draft)).toBe(true);
      const { status, body } = send(operation, draft);
      // refusals because of the state are not refusals because of the rules
      expect([405, 500, 501]).not.toContain(status);
      expect(body['error_code']).not.toBe('APIG.0101');
    });
  },
);

it('VIS answers every documented operation', () => {
  expect(contract.operations).toHaveLength(33);
});
