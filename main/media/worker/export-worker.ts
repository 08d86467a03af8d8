/** Entry of the thread of exports: messages in, messages out; ExportTasks does the work. */
import { parentPort, workerData } from 'node:worker_threads';
import { postLogLines } from '../../log.ts';
import { joinNetwork, type ThreadNetwork } from '../../thread-network.ts';
import type { FromExportThread, ToExportThread } from '../messages/export-messages.ts';
import { ExportTasks } from './export-tasks.ts';

if (parentPort === null) throw new Error('export-worker runs as a worker thread');
const port = parentPort;
const post = (message: FromExportThread): void => port.postMessage(message);
postLogLines((line) => post({ kind: 'log', line }));
joinNetwork(workerData as ThreadNetwork);
const tasks = new ExportTasks(post);

port.on('message', (message: ToExportThread | 'stop') => {
  if (message !== 'stop') return void tasks.handle(message);
  void tasks.dispose().finally(() => port.close());
});
