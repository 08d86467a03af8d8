/** Entry of the gateway's worker thread: messages in, messages out; WorkerHub does the work. */
import { parentPort, workerData } from 'node:worker_threads';
import { postLogLines } from '../../log.ts';
import { joinNetwork } from '../../thread-network.ts';
import type { FromWorker, ToWorker, WorkerStart } from '../messages/messages.ts';
import { WorkBoard } from '../shared/work-board.ts';
import { WorkerHub } from './worker-hub.ts';

if (parentPort === null) throw new Error('gateway-worker runs as a worker thread');
const port = parentPort;
const post = (message: FromWorker): void => port.postMessage(message);
const { board: memory, network } = workerData as WorkerStart;
const board = new WorkBoard(memory);
joinNetwork(network);
postLogLines((line) => post({ kind: 'log', line }));
let hub: WorkerHub | null = null;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'listen') {
    hub ??= new WorkerHub(message, post, board);
    void hub.listen(message.port);
  } else if (message.kind === 'ping') {
    board.answer(message.beat);
  } else if (message.kind === 'stop') {
    void (hub?.dispose() ?? Promise.resolve()).then(() => {
      post({ kind: 'stopped' });
      port.close();
    });
  } else {
    hub?.handle(message);
  }
});
