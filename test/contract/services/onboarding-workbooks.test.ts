/** Workbooks of devices through the door of main, against the simulated IVP: what the cloud receives, and what is kept. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import { orgNodeIdOf } from '../../../preload/domain/ids.ts';
import { MAX_PIECE_BYTES } from '../../../preload/domain/bounds.ts';
import type { WorkbookImport, WorkbookKind } from '../../../preload/domain/onboarding/workbooks.ts';
import { readWorkbook, writeWorkbook, type Row } from '../../simulator/kernel/xlsx.ts';
import { readZip, writeZip } from '../../simulator/kernel/zip.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { PATIENT } from '../../patience.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closeOnboarding, controlOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = '9071825364';
const MINUTE_MS = 60_000;

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('tencent-ivp'));
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { order, plugIn, fault, received } = controlOf(() => simulator, 'tencent-ivp');
/** Lets the cloud's time run ahead: an import continues without anybody who waits. */
const advance = (ms: number): Promise<void> => order('/clock', { skewMs: ms });
const allDone = (): Promise<void> => advance(2 * MINUTE_MS);

const imports = async () => (await client.get('onboarding.imports', {})).imports;
async function theImport(): Promise<WorkbookImport> {
  const [one] = await imports();
  if (one === undefined) throw new Error('no import is kept');
  return one;
}
const ask = async () => await client.get('onboarding.askImport', { id: (await theImport()).id });

/** Brings a file in pieces, as a window does. */
async function send(file: Buffer, more: { kind?: WorkbookKind; groupId?: OrgNodeId | null; fileName?: string } = {}) {
  const place = { accountId, groupId: null, kind: 'gb28181' as const, fileName: 'gates.xlsx', ...more };
  for (let at = 0; ; at += MAX_PIECE_BYTES) {
    const base64 = file.subarray(at, at + MAX_PIECE_BYTES).toString('base64');
    const isLast = at + MAX_PIECE_BYTES >= file.length;
    const answer = await client.ask('onboarding.bringWorkbook', { ...place, base64, at, isLast });
    if (isLast || !answer.ok) return answer;
  }
}

type Saving = Parameters<typeof client.get<'onboarding.saveWorkbook'>>[1];

/** Takes a file of the cloud, as a window of a host without a dialog does. */
async function taken(saving: Saving): Promise<Buffer> {
  expect(await client.get('onboarding.saveWorkbook', saving)).toMatchObject({ outcome: 'download' });
  const pieces: Buffer[] = [];
  for (let fromByte = 0; ; fromByte += pieces.at(-1)?.length ?? 0) {
    const { base64, isLast } = await client.get('onboarding.takeWorkbook', { fromByte });
    pieces.push(Buffer.from(base64, 'base64'));
    if (isLast) return Buffer.concat(pieces);
  }
}
const rowsOf = (file: Buffer): readonly Row[] => readWorkbook(file)?.rows ?? [];

/** The template, filled in with a row for each name. */
async function filled(names: readonly string[]): Promise<Buffer> {
  const [columns = []] = rowsOf(await taken({ file: 'template', accountId, kind: 'gb28181' }));
  const { offers } = await client.get('onboarding.offers', { accountId });
  const node = offers[0]?.rules.find(({ field }) => field === 'node')?.limits.values?.[0] ?? '';
  const rows = names.map((name) => [name, node, '', 'IPC', 'UDP', PASSWORD]);
  return writeWorkbook('Devices', [columns, ...rows]);
}
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `Gate-${i + 1}`);

async function group(): Promise<OrgNodeId> {
  const { groups } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  return groups[0]?.id ?? orgNodeIdOf(accountId, 'none');
}

async function contentsOf(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'latin1')),
  );
}

/** A workbook of two sheets. */
function twoSheets(file: Buffer): Buffer {
  const parts = Object.fromEntries(readZip(file, 1_000_000) ?? []);
  const book = String(parts['xl/workbook.xml']);
  const other = '<sheet name="Other" sheetId="2" r:id="rId1"/></sheets>';
  return writeZip({ ...parts, 'xl/workbook.xml': Buffer.from(book.replace('</sheets>', other)) });
}

describe('a workbook of new devices', () => {
  // @promise workbook.template: The template of Tencent IVP is saved byte by byte as the cloud gives it.
  it('the template reaches the user byte by byte as the cloud gives it', async () => {
    const file = await taken({ file: 'template', accountId, kind: 'rtmp' });
    expect(file.equals(writeWorkbook('设备', [['设备名称', '服务节点', '描述']]))).toBe(true);
    expect(received('exportDeviceTemplate').map(({ params }) => String(params['AccessProtocol']))).toEqual(['1']);
  });

  // @promise workbook.followed: An import of 5,000 rows is followed to its end; then its cameras are in the tree once
  // they register.
  it('5,000 rows are followed to their end, and their devices are in the list of the cloud', async () => {
    const groupId = await group();
    const before = rowsOf(await taken({ file: 'list', accountId, groupId })).length;
    expect(await send(await filled(numbered(5_000)), { groupId })).toMatchObject({ value: { outcome: 'accepted' } });
    await client.host.event('onboarding.imports-changed', () => received('getDeviceImportProgress').length > 0);
    expect(await ask()).toMatchObject({ state: 'working', counts: { total: 5_000, failed: 0 }, endedAtMs: null });
    await allDone();
    expect(await ask()).toMatchObject({ state: 'ended', counts: { total: 5_000, added: 5_000, failed: 0 } });
    expect(rowsOf(await taken({ file: 'list', accountId, groupId })).length).toBe(before + 5_000);
    expect(received('importDevices')).toHaveLength(1);
  });

  // @promise workbook.followed
  it('devices of an import are in the tree once they register', async () => {
    const groupId = await group();
    await send(await filled(['Gate-1', 'Gate-2']), { groupId });
    await allDone();
    expect(await ask()).toMatchObject({ state: 'ended', counts: { added: 2 } });
    const rows = rowsOf(await taken({ file: 'list', accountId, groupId }));
    await plugIn({ deviceId: rows.find((row) => row[2] === 'Gate-2')?.[1], password: PASSWORD });
    await client.get('directory.refresh', { accountId });
    await expect
      .poll(
        async () => (await client.get('directory.page', { accountId, cursor: null, limit: 1000 })).channels,
        PATIENT,
      )
      .toContainEqual(
        expect.objectContaining({ orgNodeId: groupId, name: expect.stringContaining('Gate-2') as string }),
      );
  });

  // @promise workbook.failed-rows: Failed rows of a workbook are counted, and the result file names them.
  it('rows that fail are counted, and the result file names them', async () => {
    await send(await filled(['Gate-1', 'Gate 2', 'Gate-3']));
    await allDone();
    expect(await ask()).toMatchObject({ state: 'ended', counts: { total: 3, added: 2, failed: 1 } });
    const rows = rowsOf(await taken({ file: 'result', id: (await theImport()).id }));
    expect(rows.map((row) => row.at(-1))).toEqual(['导入结果', '成功', '失败 41624', '成功']);
  });

  // @promise workbook.refused: A changed template, more than 5,000 rows and more than one sheet are refused, each
  // with its own reason.
  it.each([
    ['other columns', 'changed-template', () => writeWorkbook('x', [['other', 'columns']])],
    ['5,001 rows', 'too-many-rows', async () => await filled(numbered(5_001))],
    ['two sheets', 'too-many-sheets', async () => twoSheets(await filled(['Gate-1']))],
  ])('a workbook with %s is refused with its own reason, and no import is stored', async (_, reason, make) => {
    expect(await send(await make())).toMatchObject({ ok: true, value: { outcome: 'refused', reason } });
    expect(await imports()).toEqual([]);
    expect(received('getDeviceImportProgress')).toHaveLength(0);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'missing'],
    ['a file that is no workbook', Buffer.from('name;node\nGate-1;n1'), 'form'],
  ])('%s is refused before the cloud receives anything', async (_, file, detail) => {
    const answer = await send(file);
    expect(answer).toMatchObject({ error: { code: 'input.invalid-field', params: { field: 'file', detail } } });
    expect(received('importDevices')).toHaveLength(0);
    expect(await imports()).toEqual([]);
  });
});

async function restart(): Promise<void> {
  await client.app.dispose();
  client = await startClient(dataDir);
  const { secrets } = draftFor(simulator, 'tencent-ivp');
  await client.get('account.update', { accountId, secrets, persistence: 'session' });
}

describe('an import that outlives its answer or its client', () => {
  // @promise security.device-workbook: A workbook with passwords of cameras is in memory while it passes and in no
  // file, log or event of the client; the file that the user chose is for this user alone.
  it('a restart asks for the same import, which was sent once, and no file contains its passwords', async () => {
    await send(await filled(numbered(200)));
    const { id } = await theImport();
    await client.app.dispose();
    const contents = await contentsOf(dataDir);
    expect(contents.some((text) => text.includes('gates.xlsx'))).toBe(true);
    expect(contents.filter((text) => text.includes(PASSWORD) || text.includes('Gate-199'))).toEqual([]);
    await restart();
    await allDone();
    await client.host.event('onboarding.imports-changed', () => true);
    expect(await ask()).toMatchObject({ id, state: 'ended', counts: { total: 200, added: 200, failed: 0 } });
    expect(received('importDevices').map(({ params }) => params['JobId'])).toEqual([id]);
    expect(new Set(received('getDeviceImportProgress').map(({ params }) => params['JobId']))).toEqual(new Set([id]));
  });

  // @promise workbook.lost-answer: After a lost answer the progress decides whether the cloud has the workbook.
  it('a lost answer is decided by the progress, and the workbook is not sent a second time', async () => {
    await fault('importDevices', { kind: 'drop', when: 'after' });
    expect(await send(await filled(['Gate-1']))).toMatchObject({ ok: true, value: { outcome: 'unknown' } });
    expect(await theImport()).toMatchObject({ state: 'unknown', counts: null });
    await allDone();
    expect(await ask()).toMatchObject({ state: 'ended', counts: { total: 1, added: 1, failed: 0 } });
    expect(received('importDevices')).toHaveLength(1);
  });

  it('a workbook that the cloud failed to answer for is unknown, and is not sent a second time', async () => {
    await fault('importDevices', { kind: 'http', status: 503, count: 9 });
    expect(await send(await filled(['Gate-1']))).toMatchObject({ ok: true, value: { outcome: 'unknown' } });
    expect(await theImport()).toMatchObject({ state: 'unknown', counts: null });
    expect(received('importDevices')).toHaveLength(1);
  });

  it('a workbook that never arrived stays unknown while the cloud may still get it', async () => {
    await fault('importDevices', { kind: 'drop', when: 'before' });
    expect(await send(await filled(['Gate-1']))).toMatchObject({ ok: true, value: { outcome: 'unknown' } });
    expect(await ask()).toMatchObject({ state: 'unknown', counts: null });
    expect(received('importDevices')).toHaveLength(1);
  });

  // @promise security.import-counts
  it.each([
    ['fails', 500],
    ['is answered by a gateway that knows no such page', 404],
  ])('an import whose progress %s stays as it was, and continues afterwards', async (_, status) => {
    await send(await filled(['Gate-1']));
    await fault('getDeviceImportProgress', { kind: 'http', status, count: 99 });
    const { id } = await theImport();
    expect((await client.ask('onboarding.askImport', { id })).ok).toBe(false);
    expect(await theImport()).toMatchObject({ state: 'working', counts: null });
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    await allDone();
    expect(await ask()).toMatchObject({ state: 'ended' });
  });

  it('an import that was taken off the list is asked about no more, and leaves with its account too', async () => {
    await send(await filled(['Gate-1']));
    const { id } = await theImport();
    await client.get('onboarding.forgetImport', { id });
    expect(await imports()).toEqual([]);
    expect(await client.ask('onboarding.askImport', { id })).toMatchObject({ error: { code: 'onboarding.no-import' } });
    await send(await filled(['Gate-2']));
    await client.get('account.remove', { accountId });
    expect(await imports()).toEqual([]);
  });
});

describe('files of workbooks', () => {
  // @promise security.device-workbook
  // @promise workbook.device-list: The list of devices is saved for you alone, because it may contain passwords.
  it('the list of devices is saved for this user alone, where the user chose', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanner-workbook-'));
    const path = join(folder, 'my gates.xlsx');
    await client.app.dispose();
    client = await startClient(dataDir, {}, undefined, () => Promise.resolve(path));
    const { secrets } = draftFor(simulator, 'tencent-ivp');
    await client.get('account.update', { accountId, secrets, persistence: 'session' });
    try {
      const saved = await client.get('onboarding.saveWorkbook', { file: 'list', accountId, groupId: null });
      expect(saved).toEqual({ outcome: 'saved', name: 'my gates.xlsx' });
      if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
      expect(rowsOf(await readFile(path)).length).toBeGreaterThan(1);
      expect(received('exportDevices').at(-1)?.params).toMatchObject({ OrganizationId: '0', IsContainSubLevel: true });
      expect(JSON.stringify(client.host.events)).not.toContain(PASSWORD);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.each(['object', 'nothing', 'html'])('an answer of "%s" is a failure and no list of devices', async (as) => {
    await fault('exportDevices', { kind: 'empty', as, count: 9 });
    const answer = await client.ask('onboarding.saveWorkbook', { file: 'list', accountId, groupId: null });
    expect(answer).toMatchObject({ ok: false, error: { code: 'network.bad-answer' } });
    expect((await client.ask('onboarding.takeWorkbook', { fromByte: 0 })).ok).toBe(false);
  });

  it('pieces that do not follow each other, or are not full, are refused, and a cloud without workbooks says so', async () => {
    const place = { accountId, groupId: null, kind: 'gb28181' as const, fileName: 'x.xlsx' };
    const answer = await client.ask('onboarding.bringWorkbook', { ...place, base64: 'UEsDBA==', at: 4, isLast: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    const small = await client.ask('onboarding.bringWorkbook', { ...place, base64: 'UEsDBA==', at: 0, isLast: false });
    expect(small).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    const other = await client.get('account.add', draftFor(simulator, 'aliyun-vcs'));
    const asked = { file: 'template' as const, accountId: other.id, kind: 'rtmp' as const };
    expect(await client.ask('onboarding.saveWorkbook', asked)).toMatchObject({
      error: { code: 'cloud.not-supported' },
    });
    expect(received('importDevices')).toHaveLength(0);
  });
});
