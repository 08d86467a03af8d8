/** Target lists and consents through the door of main, against the simulated cloud: what it receives, and what is stored. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nativePartOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import { flatJpeg } from '../../simulator/media/flat-jpeg.ts';
import type { Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closePeopled, openPeopled, peopledControl, type Peopled } from './peopled-client.ts';

let desk: Peopled;
let client: Client;
/** The account that was added last. */
let accountId: AccountId;
const { fault, received, traits, peopled } = peopledControl(() => ({ ...desk, accountId }));

beforeEach(async () => {
  desk = await openPeopled();
  ({ client, accountId } = desk);
});

afterEach(() => closePeopled(desk));

const nativeOf = (deviceId: DeviceId): string => nativePartOf(deviceId).slice(1);

const listsOf = async (deviceId: DeviceId) => (await client.get('targets.groups', { deviceId })).groups;
const PERSON = {
  values: { name: 'somebody', gender: 'male' },
  picture: flatJpeg([[[9, 9, 200]]]).toString('base64'),
} as const;

describe('target lists', () => {
  // @promise target.list-types: A list has one of the types of its family, which is asked for once and stored.
  it.each([
    ['NVR', ['white', 'stranger', 'black'], ['other', 'default', 'red']],
    ['IPC', ['other', 'default', 'white'], ['stranger', 'black', 'red']],
    ['MEdge', ['white', 'stranger', 'red'], ['black', 'other', 'default']],
  ] as const)(
    'a device of the family %s is offered the types %j, and takes no other',
    async (family, types, others) => {
      const deviceId = peopled(family);
      const { limits } = await client.get('targets.groups', { deviceId });
      expect(limits.lists.types).toEqual(types);
      for (const type of types) await client.get('targets.addList', { deviceId, name: `list ${type}`, type });
      const made = (await listsOf(deviceId)).filter(({ name }) => name.startsWith('list '));
      expect(made.map(({ name, type }) => [name, type])).toEqual(types.map((type) => [`list ${type}`, type]));
      for (const type of others) {
        const answer = await client.ask('targets.addList', { deviceId, name: 'wrong', type });
        expect(answer).toMatchObject({ error: { code: 'input.invalid-field', params: { field: 'type' } } });
      }
      expect(received('createTargetGroupV2')).toHaveLength(3);
    },
  );

  // @promise target.list-refused: A change of a list that the device cannot make is refused before anything is sent.
  it('a name of 64 characters, none at all, and one that the device has already are refused before anything is sent', async () => {
    const deviceId = peopled('IPC');
    const make = (name: string) => client.ask('targets.addList', { deviceId, name, type: 'other' });
    const details = [];
    for (const name of ['a'.repeat(64), '  ', '员工']) {
      const answer = await make(name);
      details.push(answer.ok ? null : [answer.error.params['field'], answer.error.params['detail']]);
    }
    expect(details).toEqual([
      ['name', 'too-long'],
      ['name', 'missing'],
      ['name', 'taken'],
    ]);
    expect(received('createTargetGroupV2')).toEqual([]);
    expect(await make('a'.repeat(63))).toMatchObject({ ok: true });
  });

  // @promise target.list-types
  it('the type of a list is stored while its account is deleted and added again, and is not asked for again', async () => {
    const { groupId } = await client.get('targets.addList', {
      deviceId: peopled('NVR'),
      name: 'visitors',
      type: 'black',
    });
    await client.get('account.remove', { accountId });
    accountId = (await client.get('account.add', draftFor(desk.simulator, 'huawei-ivm'))).id;
    const deviceId = peopled('NVR');
    const before = (await listsOf(deviceId)).find(({ id }) => id === groupId);
    expect(before).toMatchObject({ name: 'visitors', type: 'black', isEnabled: false, count: 0, isFixed: false });
    await client.get('targets.add', { deviceId, groupId, targets: [PERSON] });
    await client.get('targets.changeList', { deviceId, groupId, name: 'guests', type: 'black', isEnabled: true });
    const after = (await listsOf(deviceId)).find(({ id }) => id === groupId);
    expect(after).toMatchObject({ name: 'guests', type: 'black', isEnabled: true, count: 1 });
    expect(received('updateTargetGroupV2')[0]?.params).toMatchObject({ group_type: 'BLACK', enable: 'OPEN' });
  });

  // @promise target.list-refused
  it('an empty list is not turned on, a list of the device not changed, a full one of a camera not deleted: nothing is sent', async () => {
    const [recorder, camera] = [peopled('NVR'), peopled('IPC')];
    const { groupId } = await client.get('targets.addList', { deviceId: recorder, name: 'empty', type: 'white' });
    const full = (await listsOf(camera))[0]?.id ?? '';
    const on = { name: 'empty', type: 'white', isEnabled: true } as const;
    const answers = [
      await client.ask('targets.changeList', { deviceId: recorder, groupId, ...on }),
      await client.ask('targets.changeList', { deviceId: recorder, groupId: '1', ...on }),
      await client.ask('targets.deleteList', { deviceId: recorder, groupId: '1' }),
      await client.ask('targets.deleteList', { deviceId: camera, groupId: full }),
    ];
    expect(answers.map((one) => (one.ok ? null : one.error.code))).toEqual([
      ...['targets.list-empty', 'targets.list-fixed', 'targets.list-fixed', 'targets.list-not-empty'],
    ]);
    expect([...received('updateTargetGroupV2'), ...received('deleteTargetGroupV2')]).toEqual([]);
  });

  it('a list of an edge device is renamed without a state, and deleted with everybody on it', async () => {
    const deviceId = peopled('MEdge');
    const [{ id: groupId = '' } = {}] = await listsOf(deviceId);
    await client.get('targets.changeList', { deviceId, groupId, name: '访客', type: 'red', isEnabled: null });
    expect(received('updateTargetGroupV2')[0]?.params).not.toHaveProperty('enable');
    expect(await listsOf(deviceId)).toMatchObject([{ name: '访客', type: 'red', isEnabled: null, count: 4 }]);
    await client.get('targets.deleteList', { deviceId, groupId });
    expect(await listsOf(deviceId)).toEqual([]);
  });

  // @promise target.list-editions: A device without the second edition of the calls of lists is asked by the first.
  it('a device without the second edition is asked by the first, and by the first alone from then on', async () => {
    const deviceId = peopled('NVR');
    await traits({ withoutSecondEdition: [nativeOf(deviceId)] });
    const { groupId } = await client.get('targets.addList', { deviceId, name: 'old', type: 'white' });
    await client.get('targets.changeList', { deviceId, groupId, name: 'older', type: 'white', isEnabled: false });
    await client.get('targets.deleteList', { deviceId, groupId });
    const calls = ['createTargetGroup', 'updateTargetGroup', 'deleteTargetGroup'];
    expect(calls.map((one) => [received(`${one}V2`).length, received(one).length])).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('lost answers to changes of lists', () => {
  // @promise target.list-lost: A change of a list whose answer is lost is looked for in the lists, and nothing is sent
  // twice.
  it.each([
    ['after', true],
    ['before', false],
  ] as const)('a list whose answer is cut %s the cloud made it is looked for, and sent once', async (when, isMade) => {
    const deviceId = peopled('NVR');
    await fault('createTargetGroupV2', { kind: 'drop', when });
    const answer = await client.ask('targets.addList', { deviceId, name: 'lost', type: 'white' });
    expect(answer.ok ? 'made' : answer.error.code).toBe(isMade ? 'made' : 'targets.unchanged');
    expect((await listsOf(deviceId)).filter(({ name }) => name === 'lost')).toHaveLength(isMade ? 1 : 0);
    expect(received('createTargetGroupV2').length).toBeLessThanOrEqual(1);
  });

  // @promise target.list-lost
  it('a list that was lost while the lists could not be read is found by the next attempt, and not made twice', async () => {
    const deviceId = peopled('NVR');
    const ask = () => client.ask('targets.addList', { deviceId, name: 'lost', type: 'white' });
    await fault('createTargetGroupV2', { kind: 'latency', ms: 2_000 });
    await fault('createTargetGroupV2', { kind: 'drop', when: 'after' });
    const first = ask();
    await vi.waitUntil(() => received('listTargetGroups').length === 1, { timeout: 10_000 });
    await fault('listTargetGroups', { kind: 'http', status: 500, count: 9 });
    expect(await first).toMatchObject({ error: { code: 'targets.answer-lost' } });
    const { ok } = await fetch(`${desk.simulator.control}/faults`, { method: 'DELETE' });
    expect(ok).toBe(true);
    expect(await ask()).toMatchObject({ ok: true });
    expect((await listsOf(deviceId)).filter(({ name }) => name === 'lost')).toHaveLength(1);
    expect(received('createTargetGroupV2')).toHaveLength(1);
  });

  // @promise target.list-lost
  it('a deletion whose answer is lost is done where the list is gone', async () => {
    const deviceId = peopled('NVR');
    const { groupId } = await client.get('targets.addList', { deviceId, name: 'gone', type: 'white' });
    await fault('deleteTargetGroupV2', { kind: 'drop', when: 'after' });
    expect(await client.ask('targets.deleteList', { deviceId, groupId })).toMatchObject({ ok: true });
    expect(received('deleteTargetGroupV2')).toHaveLength(1);
  });
});

describe('consents', () => {
  const STATEMENT = '=1+1 被采集人已书面同意。';
  const sign = (deviceId: DeviceId, channels: readonly string[], part: object = {}) =>
    client.ask('targets.sign', {
      deviceId,
      channels,
      state: 'opened',
      signer: 'Signerx Zhao',
      statement: STATEMENT,
      ...part,
    });

  // @promise target.consent-channels: Each channel of a consent has an outcome, and a call takes 65 of them at most.
  it('80 channels are two calls, each channel has an outcome, and one that fails is named', async () => {
    const deviceId = peopled('NVR');
    const native = nativeOf(deviceId);
    await traits({ refusedConsents: [{ deviceId: native, channelId: '1' }] });
    const channels = Array.from({ length: 80 }, (_, i) => String(i - 1));
    const answer = await sign(deviceId, channels);
    if (!answer.ok) throw new Error(answer.error.code);
    const { outcomes, sha256 } = answer.value;
    expect(received('setTargetAuthorization').map(({ params }) => (params['channels'] as string[]).length)).toEqual([
      65, 15,
    ]);
    expect(outcomes.map(({ channelId }) => channelId)).toEqual(channels);
    expect(outcomes.slice(0, 3).map(({ state, error }) => [state, error?.code])).toEqual([
      ['done', undefined],
      ['done', undefined],
      ['refused', 'cloud.refused'],
    ]);
    expect(sha256).toBe(createHash('sha256').update(STATEMENT, 'utf8').digest('hex'));
    const { consents } = await client.get('targets.channelConsents', { deviceId, channels: ['-1', '0', '1', '999'] });
    expect(consents.map(({ state }) => state)).toEqual(['opened', 'opened', 'closed', 'unknown']);
  });

  // @promise target.consent-signed: No consent is sent without a statement and a name.
  it('nothing is sent or stored without a name and a statement', async () => {
    const deviceId = peopled('NVR');
    for (const part of [{ signer: ' ' }, { statement: '' }, { signer: 'x'.repeat(65) }]) {
      expect(await sign(deviceId, ['-1'], part)).toMatchObject({ error: { code: 'input.invalid-field' } });
    }
    expect(received('setTargetAuthorization')).toEqual([]);
    expect((await client.get('targets.consents', { deviceId })).records).toEqual([]);
  });

  // @promise target.consent-withdrawn: A consent can be withdrawn in the same way, with a record of its own.
  it('a camera that is connected by itself answers for its channel, and the consent can be withdrawn', async () => {
    const deviceId = peopled('IPC');
    expect(await sign(deviceId, ['0'])).toMatchObject({ value: { outcomes: [{ channelId: '0', state: 'done' }] } });
    expect((await client.get('targets.groups', { deviceId })).consent.state).toBe('opened');
    expect(await sign(deviceId, ['0'], { state: 'closed' })).toMatchObject({
      value: { outcomes: [{ state: 'done' }] },
    });
    expect((await client.get('targets.groups', { deviceId })).consent.state).toBe('closed');
    const { records } = await client.get('targets.consents', { deviceId });
    expect(records.map(({ state, signer }) => [state, signer])).toEqual([
      ['closed', 'Signerx Zhao'],
      ['opened', 'Signerx Zhao'],
    ]);
  });

  // @promise target.consent-lost: Channels whose answer is lost are read, and sent once.
  it('channels whose answer is lost are read: sent once, and done where they read so', async () => {
    const deviceId = peopled('NVR');
    await fault('setTargetAuthorization', { kind: 'drop', when: 'after' });
    const lost = await sign(deviceId, ['-1', '0']);
    expect(lost).toMatchObject({ value: { outcomes: [{ state: 'done' }, { state: 'done' }] } });
    expect(received('setTargetAuthorization')).toHaveLength(1);
    await fault('setTargetAuthorization', { kind: 'drop', when: 'after' });
    await fault('getTargetAuthorization', { kind: 'http', status: 500, count: 20 });
    const open = await sign(deviceId, ['-1'], { state: 'closed' });
    expect(open).toMatchObject({ value: { outcomes: [{ state: 'unknown', error: { code: 'targets.answer-lost' } }] } });
    const [record] = (await client.get('targets.consents', { deviceId })).records;
    expect(record?.outcomes).toEqual([{ channelId: '-1', state: 'unknown' }]);
  });

  // @promise security.consent-formulas: A statement or name in an exported record of consent is no formula of a
  // spreadsheet.
  // @promise target.consent-record: The record of consents is exported as CSV, without formulas, and outlives the
  // account.
  it('the file carries who, when, which channels and the hash, without formulas, also after the account is deleted', async () => {
    const deviceId = peopled('NVR');
    await traits({ refusedConsents: [{ deviceId: nativeOf(deviceId), channelId: '1' }] });
    const fromMs = Date.now();
    await sign(deviceId, ['-1', '1'], { signer: '@Zhao, "Min"' });
    await client.get('account.remove', { accountId });
    const { outcome, text, count } = await client.get('targets.exportConsents', {});
    expect([outcome, count]).toEqual(['download', 1]);
    const [head, first = '', second = ''] = text.split('\r\n');
    expect(head).toContain('record,signed at,signer,consent,device id,channel id,outcome,statement SHA-256,statement');
    const sha256 = createHash('sha256').update(STATEMENT, 'utf8').digest('hex');
    expect(first).toContain(`"'@Zhao, ""Min""",given,${nativeOf(deviceId)},device,done,${sha256},'${STATEMENT}`);
    expect(second).toContain(`,1,refused,${sha256},`);
    const signedAtMs = Date.parse(first.split(',')[1] ?? '');
    expect(signedAtMs >= fromMs && signedAtMs <= Date.now()).toBe(true);
  });

  // @promise target.consent-retry: A retry of a consent sends the channels that are not done under the signed
  // statement, and nothing once another statement was signed.
  it('a channel that was refused is sent again under the signed statement, it alone, and the record shows it as done', async () => {
    const deviceId = peopled('NVR');
    await traits({ refusedConsents: [{ deviceId: nativeOf(deviceId), channelId: '1' }] });
    const answer = await sign(deviceId, ['-1', '0', '1']);
    if (!answer.ok) throw new Error(answer.error.code);
    await traits({ refusedConsents: [] });
    const again = { deviceId, recordId: answer.value.recordId, channels: ['0', '1'] };
    expect((await client.get('targets.signAgain', again)).outcomes).toMatchObject([{ channelId: '1', state: 'done' }]);
    expect(received('setTargetAuthorization').map(({ params }) => params['channels'])).toEqual([
      ['-1', '0', '1'],
      ['1'],
    ]);
    const { records } = await client.get('targets.consents', { deviceId });
    expect(records.map(({ outcomes }) => outcomes.map(({ state }) => state))).toEqual([['done', 'done', 'done']]);
  });

  // @promise target.consent-retry
  it('a channel whose answer was lost is read before it is sent again: it is not sent where it reads as signed', async () => {
    const deviceId = peopled('NVR');
    await fault('setTargetAuthorization', { kind: 'drop', when: 'after' });
    await fault('getTargetAuthorization', { kind: 'http', status: 500, count: 20 });
    const lost = await sign(deviceId, ['-1']);
    if (!lost.ok) throw new Error(lost.error.code);
    expect(lost.value.outcomes).toMatchObject([{ state: 'unknown' }]);
    const again = { deviceId, recordId: lost.value.recordId, channels: ['-1'] };
    expect((await client.get('targets.signAgain', again)).outcomes).toMatchObject([{ state: 'unknown' }]);
    await fetch(`${desk.simulator.control}/faults`, { method: 'DELETE' });
    expect((await client.get('targets.signAgain', again)).outcomes).toMatchObject([{ state: 'done', error: null }]);
    expect(received('setTargetAuthorization')).toHaveLength(1);
  });

  // @promise target.consent-retry
  it('a statement is not sent again once another one was signed for the device', async () => {
    const deviceId = peopled('NVR');
    const first = await sign(deviceId, ['-1']);
    if (!first.ok) throw new Error(first.error.code);
    await sign(deviceId, ['-1'], { state: 'closed' });
    const again = { deviceId, recordId: first.value.recordId, channels: ['-1'] };
    expect(await client.ask('targets.signAgain', again)).toMatchObject({ error: { code: 'targets.signed-since' } });
    expect(received('setTargetAuthorization')).toHaveLength(2);
  });

  // @promise security.signer: The name of the signer of a consent is in the database and in files that an operator
  // exports, and in no log.
  it('the name of the signer is in the database alone, in no log and in no other file', async () => {
    await sign(peopled('NVR'), ['-1', '999']);
    await sign(peopled('NVR'), ['-1'], { signer: `Signerx${'x'.repeat(80)}` });
    await client.get('targets.exportConsents', {});
    await client.app.dispose();
    const entries = await readdir(desk.dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
    const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const));
    const named = texts.filter(([, text]) => text.includes('Signerx')).map(([file]) => path.basename(file));
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((file) => file.startsWith('lanner.db'))).toBe(true);
    expect(texts.some(([, text]) => text.includes('a consent was signed'))).toBe(true);
  });
});
