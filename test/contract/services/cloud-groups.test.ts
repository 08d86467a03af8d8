/** Changes of the groups of clouds through the door of main, against simulated clouds. */
import { expect, it, vi } from 'vitest';
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import { groupNativeIdOf, type OrgNodeId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { PATIENT } from '../../patience.ts';
import { deskOfCameras, treeOf } from './desk-of-cameras.ts';
import { openDesk, orderOf, receivedOf } from './ptz-desk.ts';

type Group = DirectoryPage['groups'][number];

const desk = deskOfCameras();

const withoutRecorders = ({ groups }: DirectoryPage): readonly Group[] =>
  groups.filter(({ kind }) => kind === undefined);
const groupsOf = async (): Promise<readonly Group[]> => withoutRecorders(await desk.tree());
const open = async (vendor: VendorId): Promise<readonly Group[]> => withoutRecorders(await desk.open(vendor));

function firstOf(groups: readonly Group[]): Group {
  const [first] = groups;
  if (first === undefined) throw new Error('the account has no group');
  return first;
}

async function untilListed(id: OrgNodeId, name: string | null): Promise<void> {
  await vi.waitFor(async () => {
    expect((await groupsOf()).find((group) => group.id === id)?.name ?? null).toBe(name);
  }, PATIENT);
}

const create = (parentId: OrgNodeId | null, name: string) =>
  desk.client.ask('devices.create-group', { accountId: desk.accountId, parentId, name });

// @promise groups.changed: A group of a cloud is made, renamed and deleted in the tree, and the tree follows.
it('a group of Huawei IVM is made below another one, renamed and deleted, and the tree follows', async () => {
  const parent = firstOf(await open('huawei-ivm'));
  const order = { accountId: desk.accountId, parentId: parent.id, name: 'East gates' };
  const { id } = await desk.client.get('devices.create-group', order);
  await untilListed(id, 'East gates');
  expect((await groupsOf()).find((group) => group.id === id)?.parentId).toBe(parent.id);
  expect(await desk.client.ask('devices.rename-group', { id, name: 'West gates' })).toMatchObject({ ok: true });
  await untilListed(id, 'West gates');
  expect(await desk.client.ask('devices.delete-group', { id })).toMatchObject({ ok: true });
  await untilListed(id, null);
});

it('a group whose answer is lost is reported as a failure, and the tree shows what the cloud made', async () => {
  const parent = firstOf(await open('huawei-ivm'));
  await orderOf(desk.simulator, 'POST', '/faults', {
    kind: 'drop',
    when: 'after',
    operation: 'createDeviceOrg',
    count: 1,
  });
  expect(await create(parent.id, 'East gates')).toMatchObject({ ok: false });
  await vi.waitFor(async () => {
    expect((await groupsOf()).map(({ name }) => name)).toContain('East gates');
  }, PATIENT);
});

it('names that a cloud does not take, and places that it does not document, send nothing', async () => {
  const parent = firstOf(await open('huawei-ivm'));
  expect(await create(parent.id, '字'.repeat(26))).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(await create(null, 'Top')).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
  expect(receivedOf(desk.simulator, 'createDeviceOrg')).toEqual([]);
  await open('tencent-ivp');
  for (const name of ['a'.repeat(17), 'two words']) {
    expect(await create(null, name)).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  }
  expect(receivedOf(desk.simulator, 'addOrganization')).toEqual([]);
});

// @promise groups.sub-accounts: A group of Tencent IVP that looks empty and is refused names the devices of other
// sub-accounts as the reason.
it('a group of Tencent IVP that contains devices is not deleted, and the reason names other sub-accounts', async () => {
  await open('tencent-ivp');
  const { channels } = await desk.tree();
  const held = channels.find(({ orgNodeId }) => orgNodeId !== null)?.orgNodeId;
  const leaf = (await groupsOf()).find(({ id }) => id === held);
  const parents = new Set((await groupsOf()).map(({ parentId }) => parentId));
  if (leaf === undefined || parents.has(leaf.id)) throw new Error('the world lacks a leaf with cameras');
  expect(await desk.client.ask('devices.delete-group', { id: leaf.id })).toMatchObject({
    ok: false,
    error: { code: 'devices.group-in-use' },
  });
});

it('a group that another desk made a moment ago is found in the cloud, with the groups above it', async () => {
  const parent = firstOf(await open('huawei-ivm'));
  const elsewhere = await openDesk(desk.simulator);
  try {
    const otherId = await elsewhere.add('huawei-ivm');
    const parentId = withoutRecorders(await treeOf(elsewhere, otherId)).find(
      ({ id }) => groupNativeIdOf(id) === groupNativeIdOf(parent.id),
    )?.id;
    await elsewhere.client.get('devices.create-group', {
      accountId: otherId,
      parentId: parentId ?? null,
      name: 'Nobody read this',
    });
  } finally {
    await elsewhere.close();
  }
  const { groups } = await desk.client.get('devices.find-groups', { accountId: desk.accountId, words: 'Nobody' });
  expect(groups).toMatchObject([{ parentId: parent.id, path: ['Nobody read this'] }]);
  // Hits below a hit stand in the same branch of the answer.
  const all = await desk.client.get('devices.find-groups', { accountId: desk.accountId, words: parent.name });
  expect(all.groups[0]).toMatchObject({ id: parent.id, path: [parent.name] });
  await desk.client.get('devices.create-group', {
    accountId: desk.accountId,
    parentId: parent.id,
    name: `${parent.name} east`,
  });
  const both = await desk.client.get('devices.find-groups', { accountId: desk.accountId, words: parent.name });
  expect(both.groups.map(({ path }) => path)).toContainEqual([parent.name, `${parent.name} east`]);
});

// @promise groups.project: A project of Alibaba VCS keeps its description, application and picture under a new name.
it('a project of Alibaba VCS gets a new name, and what a change leaves out stays as it was', async () => {
  const project = firstOf(await open('aliyun-vcs'));
  expect(await desk.client.ask('devices.rename-group', { id: project.id, name: 'Harbour 2' })).toMatchObject({
    ok: true,
  });
  await untilListed(project.id, 'Harbour 2');
  const [sent] = receivedOf(desk.simulator, 'UpdateCorp');
  expect(sent?.params).toMatchObject({ CorpName: 'Harbour 2' });
  expect(sent?.params).toHaveProperty('AppName');
  expect(sent?.params).not.toHaveProperty('IsvSubId');
  expect(await desk.client.ask('devices.delete-group', { id: project.id })).toMatchObject({
    ok: false,
    error: { code: 'cloud.not-supported' },
  });
  const { id } = await desk.client.get('devices.create-group', {
    accountId: desk.accountId,
    parentId: null,
    name: 'Harbour 3',
  });
  await untilListed(id, 'Harbour 3');
});
