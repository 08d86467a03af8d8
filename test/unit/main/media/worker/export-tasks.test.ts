/** The thread of exports at the end of the client: each file that was opened is closed, whatever was under way. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FromExportThread, ToExportThread } from '../../../../../main/media/messages/export-messages.ts';
import { realDisk, type ExportDisk } from '../../../../../main/media/record/export-disk.ts';
import { ExportTasks } from '../../../../../main/media/worker/export-tasks.ts';
import { testFolder } from '../../services/folder.ts';
import { avcSegment, START_MS } from '../record/footage.ts';

type Message = Extract<ToExportThread, { readonly call: number }>['message'];

const FOOTAGE = avcSegment('lobby.sub', 0, 2, 0);

let server: Server;
/** Resolves once half of a stream was sent, whose rest does not come. */
let isHalfSent: Promise<void>;
let openFiles: number;
/** The end of the names of files that are closed with a failure. */
let failing: string | null;
let answers: FromExportThread[];
let tasks: ExportTasks;

const disk: ExportDisk = {
  ...realDisk,
  open: async (path, mode) => {
    const file = await realDisk.open(path, mode);
    openFiles += 1;
    const close = async (): Promise<void> => {
      await file.close();
      openFiles -= 1;
      if (failing !== null && path.endsWith(failing)) throw new Error('the disk is gone');
    };
    return { ...file, close };
  },
};

beforeEach(async () => {
  [openFiles, failing, answers] = [0, null, []];
  const { promise, resolve } = Promise.withResolvers<void>();
  isHalfSent = promise;
  server = createServer((request, response) => {
    if (request.url === '/whole') response.end(FOOTAGE);
    else response.write(FOOTAGE.subarray(0, FOOTAGE.length / 2), () => resolve());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  tasks = new ExportTasks((message) => answers.push(message), disk);
});

afterEach(async () => {
  await tasks.dispose();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const order = (call: number, message: Message): Promise<void> => tasks.handle({ call, task: 1, message });
const begin = (call: number): Promise<void> =>
  order(call, { kind: 'open', order: { folder: testFolder(), name: 'export', jobId: 'job-1', expectedBytes: 0 } });
function stream(call: number, path: 'whole' | 'half'): Promise<void> {
  const url = `http://x.localhost:${(server.address() as AddressInfo).port}/${path}`;
  return order(call, { kind: 'stream', url, slice: { id: path, kind: 'ts', fromMs: START_MS } });
}
const outcomes = (): unknown[] =>
  answers.map((one) => (one.kind === 'failed' ? one.error.code : one.kind === 'done' ? one.call : one.kind));

it('a thread of exports that ends while a stream is written leaves no file open', async () => {
  await begin(1);
  await stream(2, 'whole');
  expect(openFiles).toBeGreaterThan(0);
  const isOver = stream(3, 'half');
  await isHalfSent;
  await tasks.dispose();
  await isOver;
  expect(outcomes()).toEqual([1, 2, 'cancelled']);
  expect(openFiles).toBe(0);
});

it('a thread of exports that ends while an export is opened leaves no file open, and opens none any more', async () => {
  const isOpen = begin(1);
  await tasks.dispose();
  await isOpen;
  expect(openFiles).toBe(0);
  await begin(2);
  expect(outcomes()).toEqual([1, 'cancelled']);
  expect(openFiles).toBe(0);
});

it('a thread of exports closes all other files where one file cannot be closed', async () => {
  await begin(1);
  await stream(2, 'whole');
  failing = '.part';
  await tasks.dispose();
  expect(openFiles).toBe(0);
});
