/** `npm run call` with files: a path goes up as a form, a file comes down as text. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendJson, startTinyServer, type TinyServer } from '../../unit/main/vendors/core/client/tiny-server.ts';
import { runCommand } from './command.ts';

const KEYS = { LANNER_CREDENTIALS: JSON.stringify({ secretId: 'AKID', secretKey: 'very-secret-key' }) };

let server: TinyServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'call-files-'));
  server = await startTinyServer(({ path: asked }, response) => {
    if (asked.includes('/export/')) response.writeHead(200, { 'Content-Type': 'application/download' }).end('PK');
    else sendJson(response, { RequestId: 'r', Code: 0, StatusCode: 200, Message: 'ok', Data: null });
  });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const ivp = (operation: string, params: object, ...more: readonly string[]) => {
  const order = ['tencent-ivp', operation, '--endpoint', server.origin, '--params', JSON.stringify(params), ...more];
  return runCommand('scripts/call.ts', order, KEYS);
};

it('a call by command sends the file that a path names, and shows its name before it does', async () => {
  const file = path.join(folder, 'devices.xlsx');
  await writeFile(file, 'PK-devices');
  const params = { JobId: crypto.randomUUID(), AccessProtocol: '2', Organization_id: '1', File: file };
  const preview = await ivp('importDevices', params);
  expect(preview.last).toMatchObject({ ok: false, error: { code: 'input.needs-confirmation' } });
  expect(preview.output).toContain('devices.xlsx (10 bytes)');
  expect(server.asked).toHaveLength(0);
  expect((await ivp('importDevices', params, '--yes')).last).toMatchObject({ ok: true, requestId: 'r' });
  expect(server.asked[0]?.body).toContain('filename="devices.xlsx"');
  expect(server.asked[0]?.body).toContain('PK-devices');
});

it('a call by command names a file that is not there, before anything is sent', async () => {
  const params = { JobId: crypto.randomUUID(), AccessProtocol: '2', Organization_id: '1', File: '/no/such/file' };
  const { last } = await ivp('importDevices', params, '--yes');
  expect(last).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(JSON.stringify(last)).toContain('File takes the path of a file');
});

it('a call by command shows a file that the cloud answers', async () => {
  const { last } = await ivp('exportDeviceTemplate', { AccessProtocol: 1 });
  expect(last).toMatchObject({ ok: true, value: { '(binary)': { bytes: 2, base64: 'UEs=' } } });
});
