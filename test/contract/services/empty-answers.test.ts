/** The camera tree of each cloud, while its answers say "success" and nothing else, and when they lose cameras. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { PATIENT } from '../../patience.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

/** The operations that a reading of the tree needs. */
const READS: Readonly<Record<VendorId, readonly string[]>> = {
  'huawei-ivm': ['listSubDeviceOrgs', 'listDevices', 'listChannels'],
  'huawei-vis': ['listDevices', 'listStreams'],
  'tencent-ivp': ['listOrganizations', 'listDevices', 'listDeviceChannels'],
  'aliyun-vcs': ['ListCorps', 'DescribeNvrs', 'DescribeIpcs'],
  'aliyun-cityvisual': ['DescribeInstances', 'DescribeWorkGroups', 'DescribeCameras'],
};
const EMPTY_ANSWERS = ['object', 'nothing', 'null', 'foreign', 'html'] as const;

let simulator: Simulator;
let client: Client;
let dataDir: string;
beforeEach(async () => {
  simulator = await startSimulator({ cameras: 24, hasMedia: false });
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-empty-'));
  client = await startClient(dataDir);
});
afterEach(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true });
});

const order = async (fault: object): Promise<void> => {
  const answer = await fetch(`${simulator.control}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect(answer.status).toBe(200);
};
const heal = () => fetch(`${simulator.control}/faults`, { method: 'DELETE' });

const stateOf = async (accountId: AccountId) =>
  (await client.get('directory.states', {})).find((state) => state.accountId === accountId);
const treeOf = (accountId: AccountId) => client.get('directory.page', { accountId, cursor: null, limit: 1000 });

async function settled(accountId: AccountId, phase: 'ready' | 'failed') {
  await expect.poll(() => stateOf(accountId), PATIENT).toMatchObject({ phase });
  return stateOf(accountId);
}

/** Asks for a reading and waits for its end. */
async function readAgain(accountId: AccountId, phase: 'ready' | 'failed') {
  const before = (await stateOf(accountId))?.asOfMs;
  await client.get('directory.refresh', { accountId });
  if (phase === 'ready') await expect.poll(async () => (await stateOf(accountId))?.asOfMs, PATIENT).not.toBe(before);
  return settled(accountId, phase);
}

describe.each(VENDOR_IDS)('the tree of %s', (vendor) => {
  // @promise security.empty-answers
  it('a tree is never empty on a first reading that brought no answer: the reading has failed', async () => {
    await order({ kind: 'empty', as: 'object', vendor, operation: READS[vendor] });
    const { id } = await client.get('account.add', draftFor(simulator, vendor));
    expect(await settled(id, 'failed')).toMatchObject({
      asOfMs: null,
      loaded: 0,
      total: null,
      error: { code: 'network.bad-answer' },
    });
  });

  // @promise failures.empty-success
  it('stays as it was read while any of its lists is not a list, and says why', async () => {
    const { id } = await client.get('account.add', draftFor(simulator, vendor));
    const ready = await settled(id, 'ready');
    const tree = await treeOf(id);
    expect(tree.channels.length).toBeGreaterThan(0);
    for (const [i, operation] of READS[vendor].entries()) {
      const faults = EMPTY_ANSWERS.filter((_, k) => k === 0 || k % READS[vendor].length === i);
      for (const fault of [...faults.map((as) => ({ kind: 'empty', as })), { kind: 'strip-ids' }]) {
        await order({ ...fault, vendor, operation });
        const failed = await readAgain(id, 'failed');
        expect(failed, `${operation} ${JSON.stringify(fault)}`).toMatchObject({
          asOfMs: ready?.asOfMs,
          loaded: tree.channels.length,
          revision: tree.revision,
          error: { code: 'network.bad-answer', params: { detail: expect.stringMatching(/./) as string } },
        });
        await heal();
      }
    }
    expect(await treeOf(id)).toEqual(tree);
    await readAgain(id, 'ready');
    expect(await treeOf(id)).toEqual(tree);
  });
});

it('cameras that are suddenly gone stay in the list, marked, and are listed whole again when the next answer has them', async () => {
  const vendor = 'huawei-ivm';
  const { id } = await client.get('account.add', draftFor(simulator, vendor));
  await settled(id, 'ready');
  const tree = await treeOf(id);
  await order({ kind: 'cut-list', keep: 0.4, vendor, operation: 'listChannels' });
  await readAgain(id, 'ready');
  const cut = await treeOf(id);
  const marked = cut.channels.filter(({ missingSinceMs }) => missingSinceMs !== undefined);
  expect(marked).toHaveLength(tree.channels.length - Math.floor(tree.channels.length * 0.4));
  const bare = cut.channels.map(({ missingSinceMs: _, ...channel }) => channel);
  expect(bare).toEqual(tree.channels);
  await heal();
  await readAgain(id, 'ready');
  expect((await treeOf(id)).channels).toEqual(tree.channels);
});
