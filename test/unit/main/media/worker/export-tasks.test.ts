/** The thread of exports at the end of the client: each file that was opened is closed, whatever was under way. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
/** The paths of open files. */
let openFiles: string[];
interface StuckDisk {
  /** Of its files: a part of their paths. */
  readonly name: string;
  readonly answers: Promise<void>;
  readonly answer: () => void;
  isAsked: boolean;
}
/** A disk that writes nothing until it answers. */
let stuck: StuckDisk | null;
/** The end of the names of files that are closed with a failure. */
let failing: string | null;
let answers: FromExportThread[];
let tasks: ExportTasks;

const disk: ExportDisk = {
  ...realDisk,
  open: async (path, mode) => {
    const file = await realDisk.open(path, mode);
    openFiles.push(path);
    const write: typeof file.write = async (bytes, at) => {
      if (stuck !== null && path.includes(stuck.name)) {
        stuck.isAsked = true;
        await stuck.answers;
      }
      await file.write(bytes, at);
    };
    const close = async (): Promise<void> => {
      await file.close();
      openFiles.splice(openFiles.indexOf(path), 1);
      if (failing !== null && path.endsWith(failing)) throw new Error('the disk is gone');
    };
    return { ...file, write, close };
  },
};

beforeEach(async () => {
  [openFiles, stuck, failing, answers] = [[], null, null, []];
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
  stuck?.answer();
  await tasks.dispose();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const order = (call: number, task: number, message: Message): Promise<void> => tasks.handle({ call, task, message });
function begin(call: number, task = 1): Promise<void> {
  const name = `export-${task}`;
  return order(call, task, { kind: 'open', order: { folder: testFolder(), name, jobId: 'job-1', expectedBytes: 0 } });
}
function stream(call: number, path: 'whole' | 'half', task = 1): Promise<void> {
  const url = `http://x.localhost:${(server.address() as AddressInfo).port}/${path}`;
  return order(call, task, { kind: 'stream', url, slice: { id: path, kind: 'ts', fromMs: START_MS } });
}
/** Writes footage of task 1 to a disk that does not answer. @returns the end of the order. */
async function stick(): Promise<{ readonly isOver: Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = { name: 'export-1.', answers: promise, answer: resolve, isAsked: false };
  stuck = slow;
  const isOver = stream(9, 'whole');
  await vi.waitUntil(() => slow.isAsked);
  return { isOver };
}
const outcomes = (): unknown[] =>
  answers.map((one) => (one.kind === 'failed' ? one.error.code : one.kind === 'done' ? one.call : one.kind));

it('a thread of exports that ends while a stream is written leaves no file open', async () => {
  await begin(1);
  await stream(2, 'whole');
  expect(openFiles).not.toEqual([]);
  const isOver = stream(3, 'half');
  await isHalfSent;
  await tasks.dispose();
  await isOver;
  expect(outcomes()).toEqual([1, 2, 'cancelled']);
  expect(openFiles).toEqual([]);
});

it('a thread of exports that ends while an export is opened leaves no file open, and opens none any more', async () => {
  const isOpen = begin(1);
  await tasks.dispose();
  await isOpen;
  expect(openFiles).toEqual([]);
  await begin(2);
  expect(outcomes()).toEqual([1, 'cancelled']);
  expect(openFiles).toEqual([]);
});

it('a thread of exports closes all other files where one file cannot be closed', async () => {
  await begin(1);
  await stream(2, 'whole');
  failing = '.part';
  await tasks.dispose();
  expect(openFiles).toEqual([]);
});

it('a thread of exports that ends closes the files of each export at once, also while the disk of another one does not answer', async () => {
  await begin(1);
  await begin(2, 2);
  await stream(3, 'whole', 2);
  const { isOver } = await stick();
  const isEnded = tasks.dispose();
  await vi.waitUntil(() => openFiles.every((path) => path.includes('export-1.')));
  expect(openFiles).not.toEqual([]);
  stuck?.answer();
  await Promise.all([isOver, isEnded]);
  expect(openFiles).toEqual([]);
});

it('a thread of exports ends although a disk does not answer, and closes the files of that disk if it answers later', async () => {
  tasks = new ExportTasks((message) => answers.push(message), disk, 1);
  await begin(1);
  const { isOver } = await stick();
  await tasks.dispose();
  expect(openFiles).not.toEqual([]);
  stuck?.answer();
  await isOver;
  await vi.waitUntil(() => openFiles.length === 0);
});
