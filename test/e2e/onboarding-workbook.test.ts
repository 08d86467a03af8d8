/** Many devices by Tencent IVP's workbook, as an installer does it: template, sending, the end over a kill, result, list. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readWorkbook, writeWorkbook, type Row } from '../simulator/kernel/xlsx.ts';
import { auditPage } from './audit.ts';
import { hostKind, type Session } from './harness.ts';
import { button, filesWith, shows } from './onboarding-screen.ts';
import { activity, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['tencent-ivp'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const PASSWORD = '9071825364';
const TEMPLATE: Row = ['设备名称', '服务节点', '描述', '设备类型', '传输协议', '设备密码'];
const FAR_AHEAD_MS = 120_000;

const imports = (page: Page) => page.getByRole('list', { name: 'Imports' }).getByRole('listitem');
const control = (own: Session, route: string, order: object): Promise<unknown> => own.control('POST', route, order);

async function saved(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file]: [Download, unknown] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
const rowsOf = ({ bytes }: { readonly bytes: Buffer }): readonly Row[] => readWorkbook(bytes)?.rows ?? [];

const gates = (names: readonly string[], columns = TEMPLATE): Buffer =>
  writeWorkbook('Devices', [columns, ...names.map((name) => [name, '上海一区', '', 'IPC', 'UDP', PASSWORD])]);

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByText(`${name}, `).waitFor();
  await button(page, 'Send the workbook').click();
}

// Electron saves by the dialog of the system, which no test can answer.
describe.skipIf(hostKind === 'electron')('many devices by the workbook of Tencent IVP', () => {
  it('the template of Tencent IVP is saved byte by byte as the cloud gives it', async () => {
    const { page } = session();
    await activity(page, 'Add cameras').click();
    await button(page, 'Workbook').click();
    await shows(page, 'No workbook was sent from here.');
    const file = await saved(page, 'Save the template');
    expect(file.name).toBe('device-template-gb28181.xlsx');
    expect(file.bytes.equals(writeWorkbook('设备', [TEMPLATE]))).toBe(true);
    await shows(page, 'Saved: device-template-gb28181.xlsx');
    expect(await auditPage(page)).toEqual([]);
  });

  it('a changed template is refused in words of its own, and a file that is no workbook is not sent', async () => {
    const { page } = session();
    const text = { name: 'gates.csv', mimeType: 'text/csv', buffer: Buffer.from('name;node') };
    await page.locator('input[type="file"]').setInputFiles(text);
    await shows(page, 'This is no workbook (.xlsx).');
    expect(await requestsOf(session(), 'importDevices')).toHaveLength(0);
    await send(page, 'changed.xlsx', gates(['Gate-1'], ['name', 'node']));
    await shows(
      page,
      'changed.xlsx: the cloud refused the workbook, and nothing was imported. Its content is wrong, or the template was changed. Fill in a fresh template.',
    );
    await shows(page, 'No workbook was sent from here.');
    expect(await auditPage(page)).toEqual([]);
  });

  it('a workbook whose answer is lost is decided by its progress, and is sent once', async () => {
    const { page } = session();
    const before = (await requestsOf(session(), 'importDevices')).length;
    const fault = { vendor: 'tencent-ivp', operation: 'importDevices', count: 1, kind: 'drop', when: 'after' };
    await control(session(), '/faults', fault);
    await send(page, 'lost.xlsx', gates(['Gate-1']));
    await shows(
      page,
      'lost.xlsx: unknown, the answer was lost. The cloud is asked for its progress, and nothing is sent again.',
    );
    await imports(page).filter({ hasText: 'lost.xlsx' }).getByText('Ended. 1 added, 0 failed.').waitFor();
    expect(await requestsOf(session(), 'importDevices')).toHaveLength(before + 1);
  });

  // @promise workbook.restart: After a restart or a kill the same import is followed on, and the workbook was sent
  // once.
  it('a workbook of 5,000 rows is followed to its end after the client was killed, and its result file names the row that failed', async () => {
    const own = session();
    const before = (await requestsOf(own, 'importDevices')).length;
    const names = Array.from({ length: 4_999 }, (_, i) => `Gate-${i + 2}`);
    await send(own.page, 'gates.xlsx', gates([...names, 'a gate with blanks']));
    await shows(own.page, 'gates.xlsx: the cloud took the workbook.');
    await imports(own.page).first().getByRole('meter').waitFor();
    expect(await auditPage(own.page)).toEqual([]);
    expect(await filesWith(session().dataDir, PASSWORD)).toEqual([]);
    process.kill(own.client.pid, 'SIGKILL');
    const page = await own.followRestart(1);
    await activity(page, 'Add cameras').click();
    await button(page, 'Workbook').click();
    await imports(page).first().getByText('gates.xlsx').waitFor();
    await control(own, '/clock', { skewMs: FAR_AHEAD_MS });
    await imports(page).first().getByText('Ended. 4,999 added, 1 failed.').waitFor();
    expect(await requestsOf(own, 'importDevices')).toHaveLength(before + 1);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      imports(page).first().getByRole('button', { name: 'Save the result file' }).click(),
    ]);
    const rows = rowsOf({ bytes: await readFile(await file.path()) });
    expect(rows).toHaveLength(5_001);
    expect(rows.at(-1)?.at(-1)).toBe('失败 41624');
  });

  it('the list of devices is saved with the word that it may hold passwords, and is nowhere else', async () => {
    const { page } = session();
    await shows(
      page,
      'The cloud writes the file. It may hold passwords of cameras: keep it where nobody else can read it.',
    );
    const file = await saved(page, 'Export the list of devices');
    expect(file.name).toBe('devices.xlsx');
    expect(rowsOf(file).some((row) => row.includes('Gate-1'))).toBe(true);
    await imports(page).first().getByRole('button', { name: 'Take off the list' }).click();
    expect(await filesWith(session().dataDir, PASSWORD)).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
  });
});
