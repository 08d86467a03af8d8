/** Target libraries through the door of main, against the simulated cloud: what it receives, and what it stores then. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetPage } from '../../../preload/contract/targets.ts';
import type { DeviceId } from '../../../preload/domain/ids.ts';
import type { Target } from '../../../preload/domain/people/targets.ts';
import { flatJpeg, type Colour } from '../../simulator/media/flat-jpeg.ts';
import type { Client } from './client.ts';
import {
  BLACK_LIST,
  closePeopled,
  openPeopled,
  peopledControl,
  STRANGERS,
  WHITE_LIST,
  type Peopled,
} from './peopled-client.ts';

let desk: Peopled;
let client: Client;
const { order, received, peopled } = peopledControl(() => desk);

/** The cloud adds the people of a request, and its answer is lost. */
const LOST_ADDITION = { kind: 'drop', when: 'after', vendor: 'huawei-ivm', operation: 'batchAddTargets', count: 1 };

beforeEach(async () => {
  desk = await openPeopled();
  ({ client } = desk);
});

afterEach(() => closePeopled(desk));

/** A picture of one colour; `bytes` behind its end make it as long as a photo, which decoders do not mind. */
function pictureOf(colour: Colour, bytes = 0): string {
  const picture = flatJpeg([[colour, colour]]);
  return Buffer.concat([picture, Buffer.alloc(Math.max(0, bytes - picture.length))]).toString('base64');
}
const PERSON = { values: { name: '测试 人员', gender: 'female' }, picture: pictureOf([200, 60, 40]) } as const;

async function readAll(deviceId: DeviceId, groupId: string): Promise<readonly Target[]> {
  const all: Target[] = [];
  for (let cursor: string | null = null; ;) {
    const page: TargetPage = await client.get('targets.page', { deviceId, groupId, cursor });
    expect(page.targets.length).toBeLessThanOrEqual(50);
    expect(page.isCut).toBe(false);
    all.push(...page.targets);
    if (page.next === null) return all;
    cursor = page.next;
  }
}

const pictureIn = async (deviceId: DeviceId, groupId: string, targetId: string) =>
  (await client.get('targets.get', { deviceId, groupId, targetId })).picture;

describe('reading target libraries', () => {
  // @promise target.lists-counted: Lists have their counts, the time of reading and the state of the consent.
  it('devices are listed with their family, and their lists with counts, limits and the state of the consent', async () => {
    const { devices } = await client.get('targets.devices', { accountId: desk.accountId });
    const families = new Map(devices.map(({ id, family }) => [id, family]));
    expect([peopled('NVR'), peopled('IPC'), peopled('MEdge')].map((id) => families.get(id))).toEqual([
      ...['nvr800', 'sdc', 'ivs1800'],
    ]);
    const library = await client.get('targets.groups', { deviceId: peopled('NVR') });
    expect(library.groups.map(({ id, count, isEnabled }) => [id, count, isEnabled])).toEqual([
      [BLACK_LIST, 0, true],
      [WHITE_LIST, 1_200, true],
      [STRANGERS, 0, true],
    ]);
    expect(library.consent).toEqual({ state: 'closed', error: null });
    expect(library.limits).toMatchObject({ family: 'nvr800', targetsPerCall: 20, listHasPictures: true });
  });

  // @promise target.read-once: Every target of a list is read once, whether the device reads the start of a page as a
  // page or as a row, and a list that ends before its count says that it is cut.
  it.each(['page', 'index'] as const)(
    'all 1,200 people of a recorder that counts its list by the %s are read once each',
    async (start) => {
      const deviceId = peopled('NVR');
      const targetLists = [{ deviceId: deviceId.split(':')[1], start, picture: 'jpg' }];
      await order('/clouds/traits', { vendor: 'huawei-ivm', targetLists });
      const all = await readAll(deviceId, WHITE_LIST);
      expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([1_200, 1_200]);
      expect(all.every(({ values, hasPicture }) => values.name !== undefined && hasPicture)).toBe(true);
      expect(JSON.stringify(client.answers)).not.toContain('eigen');
    },
  );

  // @promise target.read-once
  it('a list that ends before the count of its device says that it is cut', async () => {
    const place = { deviceId: peopled('NVR'), groupId: WHITE_LIST };
    await order('/faults', { vendor: 'huawei-ivm', operation: 'listTargets', kind: 'cut-list', keep: 0.5, count: 1 });
    const page = await client.get('targets.page', { ...place, cursor: null });
    expect([page.targets.length, page.next, page.isCut]).toEqual([25, null, true]);
  });

  // @promise target.row-pictures: A row in sight has its picture, and one that is out of sight again is not asked for.
  it('the picture of a row in sight comes from memory, without another call', async () => {
    const place = { deviceId: peopled('NVR'), groupId: WHITE_LIST };
    await client.get('targets.page', { ...place, cursor: null });
    const { data } = await client.get('targets.picture', { ...place, targetId: '7' });
    expect(data).toMatch(/^data:image\/jpeg;base64,/);
    expect(received('getTargets')).toEqual([]);
  });

  // @promise target.row-pictures
  it('the picture of a row of a camera is one call, which reads no list, and none the second time', async () => {
    const deviceId = peopled('IPC');
    const { groups } = await client.get('targets.groups', { deviceId });
    const place = { deviceId, groupId: groups[0]?.id ?? '' };
    const all = await readAll(deviceId, place.groupId);
    const lists = received('listTargets').length;
    const picturesOf = () =>
      Promise.all(all.map(async ({ id }) => (await client.get('targets.picture', { ...place, targetId: id })).data));
    const pictures = await picturesOf();
    expect(all.length).toBeGreaterThan(1);
    expect([received('listTargets').length, received('getTargets').length]).toEqual([lists, all.length]);
    expect(await picturesOf()).toEqual(pictures);
    expect(received('getTargets')).toHaveLength(all.length);
    expect(pictures).toEqual(await Promise.all(all.map(({ id }) => pictureIn(deviceId, place.groupId, id))));
  });

  // @promise target.read-by-family: One person is read with name and picture, whatever the calls of the family bring.
  it.each(['IPC', 'MEdge'] as const)(
    'a person on a device of the family %s is read with name and picture, whatever the calls of the family bring',
    async (family) => {
      const deviceId = peopled(family);
      const { groups } = await client.get('targets.groups', { deviceId });
      const groupId = groups[0]?.id ?? '';
      const [first] = await readAll(deviceId, groupId);
      const { target, picture } = await client.get('targets.get', { deviceId, groupId, targetId: first?.id ?? '' });
      expect([target.values.name, picture]).toEqual([first?.values.name, expect.stringMatching(/^data:image\/jpeg/)]);
    },
  );
});

describe('changing target libraries', () => {
  // @promise target.outcomes: Each target of a change has an outcome of its own: done, refused, unknown, or not sent.
  it('of three people that are deleted, one already gone, each gets an outcome of its own', async () => {
    const place = { deviceId: peopled('NVR'), groupId: WHITE_LIST };
    await client.get('targets.delete', { ...place, targetIds: ['5'] });
    const { outcomes } = await client.get('targets.delete', { ...place, targetIds: ['4', '5', '6'] });
    expect(outcomes.map(({ targetId, state, error }) => [targetId, state, error?.code, error?.vendor?.code])).toEqual([
      ['4', 'done', undefined, undefined],
      ['5', 'refused', 'cloud.not-found', 'IVM.20090027'],
      ['6', 'done', undefined, undefined],
    ]);
    const { groups } = await client.get('targets.groups', { deviceId: place.deviceId });
    expect(groups.find(({ id }) => id === WHITE_LIST)?.count).toBe(1_197);
  });

  // @promise target.edit-keeps: An edit keeps what nobody changed, the picture byte for byte.
  it.each(['NVR', 'IPC', 'MEdge'] as const)(
    'an edit of a name on a device of the family %s leaves the picture byte for byte and all other values as they were',
    async (family) => {
      const deviceId = peopled(family);
      const { groups } = await client.get('targets.groups', { deviceId });
      const groupId = groups.find(({ count }) => (count ?? 0) > 0)?.id ?? '';
      const read = () => client.get('targets.get', { deviceId, groupId, targetId: '2' });
      const before = await read();
      const changes = [{ targetId: '2', edits: { name: '新名字' }, picture: null }];
      const { outcomes } = await client.get('targets.update', { deviceId, groupId, changes });
      expect(outcomes).toMatchObject([{ targetId: '2', state: 'done', error: null }]);
      const after = await read();
      expect(after.target.values).toEqual({ ...before.target.values, name: '新名字' });
      expect(after.picture).toBe(before.picture);
    },
  );

  // @promise target.calls-by-family: People go to each family in calls of the size that it takes.
  it('20 people whose pictures have more than 700 KB go to a recorder in two calls, and to a camera one a call', async () => {
    const drafts = Array.from({ length: 20 }, (_, i) => ({
      values: { name: `person ${i}`, gender: 'male' },
      picture: pictureOf([10 * i, 90, 90], 29_000),
    }));
    const added = await client.get('targets.add', { deviceId: peopled('NVR'), groupId: BLACK_LIST, targets: drafts });
    expect(added.outcomes.map(({ state }) => state)).toEqual(drafts.map(() => 'done'));
    expect(received('batchAddTargets')).toHaveLength(2);
    const few = drafts.slice(0, 3);
    const camera = await client.get('targets.add', { deviceId: peopled('IPC'), groupId: '1', targets: few });
    expect(camera.outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(received('batchAddTargets')).toHaveLength(5);
  });

  // @promise target.wrong-value: A wrong value or picture is refused by its field before anything is sent, and the
  // other targets go.
  it('a wrong person is refused by the field before anything is sent, and the others are added', async () => {
    const place = { deviceId: peopled('NVR'), groupId: BLACK_LIST };
    const targets = [
      { ...PERSON, picture: Buffer.from('no picture at all').toString('base64') },
      { ...PERSON, picture: pictureOf([1, 2, 3]).slice(0, 40) },
      { ...PERSON, values: { name: 'a@b', gender: 'female' } },
      { ...PERSON, values: { name: 'a b' } },
      { ...PERSON, values: { ...PERSON.values, nation: '汉' } },
      PERSON,
    ];
    const { outcomes } = await client.get('targets.add', { ...place, targets });
    expect(outcomes.map(({ state, error }) => [state, error?.params['field'], error?.params['detail']])).toEqual([
      ['refused', 'picture', 'form'],
      ['refused', 'picture', 'form'],
      ['refused', 'name', 'form'],
      ['refused', 'gender', 'missing'],
      ['refused', 'nation', 'unknown'],
      ['done', undefined, undefined],
    ]);
    const [request] = received('batchAddTargets');
    expect([received('batchAddTargets').length, request !== undefined]).toEqual([1, true]);
    const id = outcomes.at(-1)?.targetId ?? '';
    expect(await pictureIn(place.deviceId, place.groupId, id)).toBe(`data:image/jpeg;base64,${PERSON.picture}`);
  });

  // @promise target.lost-unknown: A lost answer is "unknown". Nothing sends the change again, and nothing behind it is
  // sent.
  it('an addition whose answer is lost is unknown, is sent once, and stands in the list when it is read again', async () => {
    const place = { deviceId: peopled('NVR'), groupId: BLACK_LIST };
    await order('/faults', LOST_ADDITION);
    const { outcomes } = await client.get('targets.add', { ...place, targets: [PERSON] });
    expect(outcomes).toMatchObject([{ state: 'unknown', error: { code: 'targets.answer-lost' } }]);
    expect(received('batchAddTargets')).toHaveLength(1);
    expect((await readAll(place.deviceId, BLACK_LIST)).map(({ values }) => values.name)).toEqual([PERSON.values.name]);
  });

  const lose = (kind: object) =>
    order('/faults', { ...kind, vendor: 'huawei-ivm', operation: 'batchAddTargets', count: 1 });

  // @promise target.lost-addition: A target whose addition lost its answer is looked for in the list before anything is
  // sent to this list again.
  it.each([
    ['the external id', { ...PERSON, values: { ...PERSON.values, externalId: 'EXT_x' } }],
    ['the name', PERSON],
  ])('an addition whose answer is lost is found in the list by %s, and is not sent again', async (_, person) => {
    const place = { deviceId: peopled('NVR'), groupId: BLACK_LIST };
    await client.get('targets.add', { ...place, targets: [PERSON] });
    await readAll(place.deviceId, BLACK_LIST);
    await lose({ kind: 'drop', when: 'after' });
    await client.get('targets.add', { ...place, targets: [person] });
    const again = await client.get('targets.add', { ...place, targets: [person] });
    expect(again.outcomes).toMatchObject([{ state: 'done', targetId: expect.stringMatching(/^\d+$/), error: null }]);
    expect(received('batchAddTargets')).toHaveLength(2);
    expect((await readAll(place.deviceId, BLACK_LIST)).at(-1)?.id).toBe(again.outcomes[0]?.targetId);
  });

  // @promise target.lost-addition
  it('an addition that never reached the cloud is sent again, although a namesake is in the list', async () => {
    const place = { deviceId: peopled('NVR'), groupId: BLACK_LIST };
    await client.get('targets.add', { ...place, targets: [PERSON] });
    await readAll(place.deviceId, BLACK_LIST);
    await lose({ kind: 'drop', when: 'before' });
    const lost = await client.get('targets.add', { ...place, targets: [PERSON] });
    expect(lost.outcomes).toMatchObject([{ state: 'unknown' }]);
    const again = await client.get('targets.add', { ...place, targets: [PERSON] });
    expect(again.outcomes).toMatchObject([{ state: 'done' }]);
    expect(await readAll(place.deviceId, BLACK_LIST)).toHaveLength(2);
  });

  // @promise target.lost-addition
  it('nothing is sent to a list with a lost addition while the list cannot be read, and the reason is reported', async () => {
    const place = { deviceId: peopled('NVR'), groupId: BLACK_LIST };
    await lose({ kind: 'drop', when: 'after' });
    await client.get('targets.add', { ...place, targets: [PERSON] });
    const fault = { kind: 'http', status: 500, vendor: 'huawei-ivm', operation: 'listTargets', count: 9 };
    await order('/faults', fault);
    const again = await client.get('targets.add', { ...place, targets: [PERSON] });
    expect(again.outcomes).toMatchObject([{ state: 'notAsked', error: { code: 'targets.not-settled' } }]);
    expect(received('batchAddTargets')).toHaveLength(1);
  });

  // @promise target.takes-nobody: A list that takes nobody is known as such after the first refusal.
  it('the list of strangers takes nobody, and is marked so from then on', async () => {
    const place = { deviceId: peopled('NVR'), groupId: STRANGERS };
    const { outcomes } = await client.get('targets.add', { ...place, targets: [PERSON] });
    expect(outcomes).toMatchObject([
      { state: 'refused', error: { code: 'targets.takes-nobody', vendor: { code: 'IVM.20090029' } } },
    ]);
    const { groups } = await client.get('targets.groups', { deviceId: place.deviceId });
    expect(groups.map(({ addBar }) => addBar)).toEqual([null, null, 'takes-nobody']);
  });
});

describe('moving people between lists', () => {
  const move = (targetIds: readonly string[]) =>
    client.get('targets.move', { deviceId: peopled('NVR'), groupId: WHITE_LIST, toGroupId: BLACK_LIST, targetIds });
  const counts = async () => {
    const { groups } = await client.get('targets.groups', { deviceId: peopled('NVR') });
    return groups.map(({ count }) => count);
  };

  // @promise target.move: A move adds the target to the other list, reads it back and deletes it, and one that breaks
  // off reports where the target is.
  it('a moved person is in the other list alone, with values and picture', async () => {
    const deviceId = peopled('NVR');
    const before = await client.get('targets.get', { deviceId, groupId: WHITE_LIST, targetId: '9' });
    const { outcomes } = await move(['9']);
    expect(outcomes).toMatchObject([{ targetId: '9', state: 'done', place: 'to' }]);
    const targetId = outcomes[0]?.newTargetId ?? '';
    const after = await client.get('targets.get', { deviceId, groupId: BLACK_LIST, targetId });
    expect([after.target.values, after.picture]).toEqual([before.target.values, before.picture]);
    expect(await counts()).toEqual([1, 1_199, 0]);
  });

  // @promise target.move
  it('a move whose deletion is refused reports that the person is in both lists', async () => {
    const fault = { kind: 'http', status: 503, vendor: 'huawei-ivm', operation: 'batchDeleteTargets', count: 1 };
    await order('/faults', fault);
    const { outcomes } = await move(['9']);
    expect(outcomes).toMatchObject([{ state: 'refused', place: 'both', error: { code: 'targets.added-twice' } }]);
    expect(await counts()).toEqual([1, 1_200, 0]);
  });

  // @promise target.move
  it('a move whose deletion loses its answer reads where the person is, and deletes nothing twice', async () => {
    const fault = { kind: 'drop', when: 'after', vendor: 'huawei-ivm', operation: 'batchDeleteTargets', count: 1 };
    await order('/faults', fault);
    const { outcomes } = await move(['9']);
    expect(outcomes).toMatchObject([{ state: 'done', place: 'to', error: null }]);
    expect(received('batchDeleteTargets')).toHaveLength(1);
    expect(await counts()).toEqual([1, 1_199, 0]);
  });

  // @promise target.move
  it('a move whose addition loses its answer deletes nothing, and the people behind it are not asked for', async () => {
    await order('/faults', LOST_ADDITION);
    const { outcomes } = await move(['9', '10']);
    expect(outcomes.map(({ state, place }) => [state, place])).toEqual([
      ['unknown', 'unknown'],
      ['notAsked', 'from'],
    ]);
    expect(await counts()).toEqual([1, 1_200, 0]);
  });
});

/** Everything that lies below a folder, as one text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

// @promise target.lists-leave-nothing: No name and no picture of a person on a list is in any file, neither while lists
// are read nor after the account is deleted.
it('no name and no picture of a person is in any file, neither while they are read nor after the account is deleted', async () => {
  const place = { deviceId: peopled('NVR'), groupId: WHITE_LIST };
  const names = (await readAll(place.deviceId, WHITE_LIST)).map(({ values }) => values.name ?? '');
  const picture = (await client.get('targets.get', { ...place, targetId: '3' })).picture?.split(',')[1] ?? '';
  const draft = { values: { name: 'Zaphodx', gender: 'male', remark: 'Secretremark' }, picture: PERSON.picture };
  await client.get('targets.add', { ...place, targets: [draft, { ...draft, values: { name: 'Refused@x' } }] });
  const changes = [{ targetId: '3', edits: { name: 'Tricianx' }, picture: null }];
  await client.get('targets.update', { ...place, changes });
  await client.get('targets.delete', { ...place, targetIds: ['4'] });
  await client.get('targets.move', { ...place, toGroupId: BLACK_LIST, targetIds: ['8'] });
  const asked = [...new Set(names), 'Zaphodx', 'Secretremark', 'Refused@x', 'Tricianx', picture, PERSON.picture];
  expect(asked.every((text) => text.length > 1)).toBe(true);
  const leaked = async (): Promise<string[]> => {
    const files = await everythingIn(desk.dataDir);
    return asked.filter((text) => files.includes(Buffer.from(text).toString('latin1')));
  };
  expect(await leaked()).toEqual([]);
  await client.get('account.remove', { accountId: desk.accountId });
  await client.app.dispose();
  expect(await leaked()).toEqual([]);
  const files = await everythingIn(desk.dataDir);
  for (const line of ['targets were viewed', 'targets were added', 'targets were moved']) expect(files).toContain(line);
});

// @promise target.pictures-in-memory: Pictures of targets in memory never take more than their bound, and go with their
// account.
it('nothing of an account that is deleted stays in the memory of pictures', async () => {
  const place = { deviceId: peopled('NVR'), groupId: WHITE_LIST };
  await client.get('targets.page', { ...place, cursor: null });
  await client.get('account.remove', { accountId: desk.accountId });
  const answer = await client.ask('targets.picture', { ...place, targetId: '7' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'account.not-found' } });
});
