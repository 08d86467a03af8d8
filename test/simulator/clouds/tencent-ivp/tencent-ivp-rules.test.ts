/** Generated from the contract: each operation accepts a request by its rules; refusals may have codes of their own. */
import { describe, expect, it } from 'vitest';
import { dress } from './dress.ts';
import { checkParameters } from '../../kernel/check.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { goodDraft } from '../../kernel/rule-cases.ts';
import type { Draft, KnownValues } from '../../kernel/rule-cases.ts';
import { contract, IvpBench } from './tencent-ivp-support.ts';
import type { Order } from './tencent-ivp-support.ts';

const bench = new IvpBench();
const operations = contract.operations.map(dress);
const known: KnownValues = {
  DeviceId: bench.example('gb28181').deviceId,
  ChannelId: bench.example('gb28181').channelId,
  OrganizationId: bench.text('organizationId'),
  ClusterId: bench.text('clusterId'),
  PlanId: bench.text('planId'),
  JobId: '0022c12a-e220-42e0-975f-800f872fc89e',
  StartTime: '08:00:00',
  EndTime: '09:00:00',
  Start: '08:00:00',
  End: '09:00:00',
  BeginTime: '1779156000',
  PlayDomain: 'video.lanner.example',
};

const isForm = (operation: ContractOperation): boolean => operation.http.contentType === 'multipart/form-data';

function orderOf(operation: ContractOperation, draft: Draft): Order {
  const { query, body } = draft;
  if (isForm(operation)) {
    const form = Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : Buffer.from('file'),
    ]);
    return { query, form: Object.fromEntries(form) as Record<string, string | Buffer> };
  }
  return Object.keys(body).length === 0 ? { query } : { query, body };
}

/** A request can follow all their single rules and break the rules between parameters. */
const UNRELATED = new Set(['getLiveStreamUrl', 'getCloudRecordDownloadUrl']);

describe.each(operations.map((operation) => [operation.id, operation] as const))('IVP %s', (_id, operation) => {
  it('a request that follows every rule is accepted', () => {
    const draft = goodDraft(operation, known);
    const body = Object.keys(draft.body).length === 0 ? undefined : draft.body;
    const check = checkParameters(operation, { path: {}, query: new URLSearchParams(draft.query), body });
    expect(check).toMatchObject({ ok: true });
    const { status, http } = bench.call(operation.id, orderOf(operation, draft));
    expect(UNRELATED.has(operation.id) ? [] : [40005]).not.toContain(status);
    expect([40001, 41601, 41602]).not.toContain(status);
    expect([404, 405, 500]).not.toContain(http);
  });
});

it('the rules cover all 83 operations', () => {
  expect(operations).toHaveLength(83);
});

describe('codes of broken rules', () => {
  const { deviceId, channelId } = bench.example('ptzDome');
  const organizationId = bench.text('organizationId');
  const device = {
    Name: 'New-1',
    AccessProtocol: 2,
    Type: 1,
    Password: '123456',
    OrganizationId: organizationId,
    ClusterId: bench.text('clusterId'),
  };

  it.each([
    ['addDevice', { body: { ...device, Name: 'with space' } }, 41624],
    ['addDevice', { body: { ...device, AccessProtocol: 3 } }, 40002],
    ['addDevice', { body: { ...device, Type: 3 } }, 40003],
    ['addDevice', { body: { ...device, Password: 'admin123' } }, 41626],
    ['addDevice', { body: { ...device, Description: 'a b' } }, 41625],
    ['addDevice', { body: { ...device, AccessProtocol: 1, Type: 2 } }, 40003],
    ['addDevice', { body: { ...device, ClusterId: bench.text('freeClusterId') } }, 41610],
    ['addDevice', { body: { ...device, OrganizationId: '77' } }, 40006],
    ['updateDeviceStatus', { query: { Id: deviceId }, body: { Id: deviceId, Status: 1 } }, 40004],
    ['updateDeviceStatus', { query: { Id: deviceId }, body: { Id: 'another', Status: 3 } }, 40001],
    ['operatePreset', { body: { ChannelId: channelId, Cmd: 'set', Index: 11 } }, 40005],
    ['controlPtz', { body: { ChannelId: channelId, Type: 'stop', Speed: 4 } }, 40005],
    ['describeDevice', { query: { Id: 'nobody' } }, 42206],
    ['countOrganizationUnplannedChannels', { body: { OrganizationId: Array(11).fill('1') as string[] } }, 43406],
    ['getGateway', { query: { Id: 'nobody' } }, 40006],
    ['GetAITaskDetail', { query: { TaskId: 'nobody' } }, 43717],
    ['GetAITaskDetail', { query: { TaskId: `at${'0'.repeat(32)}` } }, 43718],
  ] as const)('%s %o answers %i', (id, order, status) => {
    const answer = bench.call(id, order);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ Code: 0, Data: '' });
    expect(answer.http).toBe(status === 43406 ? 400 : 200);
  });

  it('a name may have 32 characters, of which a Chinese one counts 1 like any other', () => {
    const statusOf = (Name: string): number => bench.call('addDevice', { body: { ...device, Name } }).status;
    expect(['门'.repeat(32), 'a'.repeat(32)].map(statusOf)).toEqual([200, 200]);
    expect(['门'.repeat(33), 'a'.repeat(33)].map(statusOf)).toEqual([41624, 41624]);
  });

  it('a PTZ speed that is absent or out of range is accepted', () => {
    for (const speed of [{}, { Speed: 9 }, { Speed: 4 }]) {
      expect(bench.call('controlPtz', { body: { ChannelId: channelId, Type: 'left', ...speed } }).status).toBe(200);
    }
  });

  it('another content type, broken JSON and an invalid form are answered with a failed check', () => {
    const asText = { body: { DeviceId: deviceId }, tamper: (r: { headers: Record<string, string | undefined> }) => (r.headers['content-type'] = 'text/plain') }; // prettier-ignore
    expect(bench.call('refreshDeviceChannels', asText).status).toBe(40005);
    expect(bench.call('importDevices', { body: { JobId: 'x' } }).status).toBe(40005);
  });
});
