/** How the report of the contracts names things of a cloud, and how it sees a change. */
import { describe, expect, it } from 'vitest';
import { OVERRIDES } from '../../../main/vendors/registry.ts';
import { loadCatalogue } from '../../../main/vendors/core/contract/catalogue.ts';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { fatesOf } from '../../../scripts/contracts-fates.ts';
import type { CallResult } from '../../../scripts/contracts-operations.ts';
import { ORDERS } from '../../../scripts/contracts-orders-all.ts';
import { changesBetween, lookOf, resolved, type Known } from '../../../scripts/contracts-orders.ts';

const known: Known = {
  announced: { deviceId: 'D1', dome: { deviceId: 'D2' } },
  learned: new Map([['planid', 'P1']]),
  answers: new Map<string, unknown>([['addGroup', { data: [{ group_id: 7 }], url: 'http://host/live/a@S9.live.flv' }]]),
};

describe('names', () => {
  it('the report of the contracts names things from announcements of the cloud, from groups, and from earlier answers', () => {
    const names = { id: '@deviceId', in: ['@dome.deviceId'], plan: '@planId', group: '@addGroup.group_id' };
    expect(resolved(names, known)).toEqual({ id: 'D1', in: ['D2'], plan: 'P1', group: 7 });
    expect(resolved('@addGroup.url~@([^.]+)', known)).toBe('S9');
    expect(resolved('["{@deviceId}"]', known)).toBe('["D1"]');
  });

  it('the report of the contracts does not send a request about an unknown thing', () => {
    expect(() => resolved({ id: '@deleteGroup.id' }, known)).toThrow('nothing is known for @deleteGroup.id');
  });
});

describe('changes', () => {
  const look = (name: string, requestId: number) => lookOf({ rows: [{ name }], requestId });

  it('the report of the contracts sees a change that differs afterwards, and not a value that differs at each look', () => {
    expect(changesBetween([look('a', 1), look('a', 2)], look('b', 3))).toEqual([['.rows.0.name', 'b']]);
    expect(changesBetween([look('a', 1), look('a', 2)], look('a', 3))).toEqual([]);
  });

  it('the report of the contracts sees one more row, and an answer in place of a refusal', () => {
    const two = lookOf({ rows: [{ name: 'a' }, { name: 'b' }], requestId: 1 });
    expect(changesBetween([look('a', 1), look('a', 1)], two)).toContainEqual(['.rows.length', '2']);
    expect(changesBetween([lookOf('40006'), lookOf('40006')], look('a', 1)).length).toBeGreaterThan(0);
    expect(changesBetween([lookOf('40006'), lookOf('40006')], lookOf('40002'))).toEqual([]);
  });
});

describe('shortfalls', () => {
  const catalogue = loadCatalogue('huawei-ivm', OVERRIDES['huawei-ivm']);
  const failuresOf = (operation: string, result: CallResult) =>
    fatesOf('huawei-ivm', { byPorts: [], failures: [], results: new Map([[operation, result]]) }, catalogue).failures;

  it('the report of the contracts fails where a change does not show, and where a refusal has no sentence about it', () => {
    expect(failuresOf('updateChannel', { kind: 'answered', where: 'getChannel' })).toEqual([]);
    expect(failuresOf('updateChannel', { kind: 'answered' })).toHaveLength(1);
    expect(failuresOf('updateChannel', { kind: 'unchanged', reason: 'getChannel says the same' })).toHaveLength(1);
    expect(failuresOf('updateChannel', { kind: 'refused', code: 'IVM.10022007', text: '' })).toHaveLength(1);
  });

  it('the report of the contracts fails where a refusal has another code than its sentence, or the call is answered', () => {
    const refused = (code: string) => failuresOf('batchGetAlarmPictureUrls', { kind: 'refused', code, text: '' });
    expect(refused('IVM.10027008')).toEqual([]);
    expect(refused('IVM.10020001')).toHaveLength(1);
    expect(failuresOf('batchGetAlarmPictureUrls', { kind: 'answered' })).toHaveLength(1);
  });
});

it.each(VENDOR_IDS)('the orders name for every change of %s where it shows, or why it does not', (vendor) => {
  const catalogue = loadCatalogue(vendor, OVERRIDES[vendor]);
  const orders = ORDERS[vendor] ?? {};
  const changes = catalogue.operationIds.filter((id) => catalogue.entry(id).effect !== 'read');
  for (const id of changes) {
    const { shows, state, unseen, refused } = orders[id] ?? {};
    expect(
      [shows, state, unseen, refused].filter((one) => one !== undefined),
      id,
    ).toHaveLength(1);
    if (shows !== undefined) expect(catalogue.entry(shows).effect, id).toBe('read');
  }
});
