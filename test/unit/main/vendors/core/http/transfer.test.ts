import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import type { FileContent } from '../../../../../../main/vendors/core/http/form.ts';
import type { Transfer, TransferProgress } from '../../../../../../main/vendors/core/http/transfer.ts';
import { createIvpClient } from '../../../../../../main/vendors/tencent-ivp/wire/client.ts';
import { sendJson, startTinyServer, type Answering } from '../client/tiny-server.ts';

const never = new AbortController().signal;
const DONE = { RequestId: 'r', Code: 0, StatusCode: 200, Message: 'ok', Data: null };
const BYTES = { 'Content-Type': 'application/download' };
const MiB = 1024 * 1024;

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve(answer: Answering) {
  const server = await startTinyServer(answer);
  open.push(() => server.close());
  const credential = { fields: { secretId: 'id' }, secrets: { secretKey: new Secret('key') } };
  const { client, dispose } = createIvpClient({ endpoint: server.origin, credential });
  open.push(dispose);
  return {
    server,
    download: (transfer?: Transfer, signal = never) =>
      client.call('exportDeviceTemplate', { AccessProtocol: 2 }, signal, undefined, transfer),
    upload: (File: FileContent, transfer?: Transfer, signal = never) =>
      client.call(
        'importDevices',
        { JobId: '0022c12a-e220-42e0-975f-800f872fc89e', AccessProtocol: '2', Organization_id: '1', File },
        signal,
        undefined,
        transfer,
      ),
  };
}

describe('a download', () => {
  it('a file that comes down is written to its sink in order and with a time limit, and not into the answer', async () => {
    const { download } = await serve((_, response) => {
      response.writeHead(200, { ...BYTES, 'Content-Length': 3 * MiB });
      for (const letter of 'abc') response.write(letter.repeat(MiB));
      response.end();
    });
    const seen: TransferProgress[] = [];
    let text = '';
    const { data } = await download({
      sink: (chunk) => void (text += Buffer.from(chunk).toString()),
      onProgress: (progress) => seen.push(progress),
    });
    expect(text).toBe('a'.repeat(MiB) + 'b'.repeat(MiB) + 'c'.repeat(MiB));
    expect(data['(binary)']).toBeUndefined();
    expect(seen.filter(({ direction }) => direction === 'down').at(-1)).toEqual({
      direction: 'down',
      bytes: 3 * MiB,
      totalBytes: 3 * MiB,
    });
  });

  it('a file that comes down is read no faster than its sink takes it', async () => {
    const { download } = await serve((_, response) => {
      response.writeHead(200, BYTES);
      response.end('x'.repeat(4 * MiB));
    });
    let inside = 0;
    let most = 0;
    await download({
      sink: async () => {
        most = Math.max(most, (inside += 1));
        await new Promise(setImmediate);
        inside -= 1;
      },
    });
    expect(most).toBe(1);
  });

  it('a file that comes down is cut off at its limit', async () => {
    const { download } = await serve((_, response) => {
      response.writeHead(200, BYTES);
      const more = (): void => void (response.write('x'.repeat(64 * 1024)) ? setImmediate(more) : 0);
      response.on('drain', more);
      more();
    });
    let bytes = 0;
    const asked = download({ maxFileBytes: MiB, sink: (chunk) => void (bytes += chunk.byteLength) });
    await expect(asked).rejects.toMatchObject({ code: 'network.too-large', params: { limit: MiB } });
    expect(bytes).toBeLessThanOrEqual(MiB);
  });

  it('a file that comes down is gathered into the answer where there is no sink', async () => {
    const { download } = await serve((_, response) => response.writeHead(200, BYTES).end('PK'));
    expect((await download()).data['(binary)']).toEqual(new Uint8Array([0x50, 0x4b]));
  });

  it('an answer in words is not taken for a file that comes down', async () => {
    const refused = { RequestId: 'r', Code: 0, StatusCode: 40006, Message: 'no', Data: '' };
    const { download } = await serve((_, response, number) => sendJson(response, number === 1 ? refused : DONE));
    await expect(download()).rejects.toMatchObject({ code: 'cloud.not-found', vendor: { code: '40006', text: 'no' } });
    await expect(download()).rejects.toMatchObject({ code: 'network.bad-answer' });
  });

  it('a file that comes down is asked for again when nothing of it came, and never once a part was delivered', async () => {
    const { server, download } = await serve((_, response, number) => {
      if (number === 1) return response.destroy();
      response.writeHead(200, { ...BYTES, 'Content-Length': 100 });
      response.write('part', () => response.destroy());
    });
    let text = '';
    const asked = download({ sink: (chunk) => void (text += Buffer.from(chunk).toString()) });
    await expect(asked).rejects.toMatchObject({ code: 'network.reset' });
    expect(server.asked).toHaveLength(2);
    expect(text).toBe('part');
  });

  it('a download whose sink fails is reported as a file that cannot be stored', async () => {
    const { download } = await serve((_, response) => response.writeHead(200, BYTES).end('PK'));
    const sink = () => Promise.reject(new Error('ENOSPC'));
    await expect(download({ sink })).rejects.toMatchObject({
      code: 'storage.write-failed',
      params: { detail: 'ENOSPC' },
    });
  });
});

describe('an upload', () => {
  it('a file that goes up is read from disk while it is sent, under watch', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'transfer-'));
    open.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'devices.xlsx');
    await writeFile(file, 'y'.repeat(5 * MiB));
    const { server, upload } = await serve((_, response) => sendJson(response, DONE));
    const seen: TransferProgress[] = [];
    await upload(await openAsBlob(file), { onProgress: (progress) => seen.push(progress) });
    expect(server.asked[0]?.body).toContain('y'.repeat(5 * MiB));
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.totalBytes);
  });

  it('a file that changed while it goes up is named as the fault', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'transfer-'));
    open.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'devices.xlsx');
    await writeFile(file, 'before');
    const blob = await openAsBlob(file);
    await writeFile(file, 'quite another length');
    const { upload } = await serve((_, response) => sendJson(response, DONE));
    await expect(upload(blob)).rejects.toMatchObject({ code: 'input.invalid-field', params: { field: 'File' } });
  });

  it('a file that goes up is not sent again after the cloud went away: importing is a write', async () => {
    const { server, upload } = await serve((_, response) => response.destroy());
    await expect(upload(new Uint8Array(10))).rejects.toMatchObject({ code: 'network.reset' });
    expect(server.asked).toHaveLength(1);
  });

  it('an upload stops when the caller cancels it', async () => {
    const abort = new AbortController();
    const { upload } = await serve(() => abort.abort());
    await expect(upload(new Uint8Array(10), {}, abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
