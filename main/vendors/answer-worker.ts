/** Entry of the thread that reads long answers: one answer in, one reading out. Knows no account and no secret. */
import { parentPort } from 'node:worker_threads';
import { ANSWER_RULES } from './answer-rules.ts';
import { loadCatalogue } from './core/contract/catalogue.ts';
import { toWire, type FromReader, type ReadOrder } from './core/client/answer-messages.ts';
import type { Reading } from '../ports/answers.ts';
import { readReply } from './core/client/reading.ts';
import { OVERRIDES } from './overrides.ts';

if (parentPort === null) throw new Error('answer-worker runs as a worker thread');
const port = parentPort;

function read({ answer, contractRoot }: ReadOrder): Reading {
  const { vendor, operation } = answer;
  const root = contractRoot === null ? undefined : new URL(contractRoot);
  return readReply(loadCatalogue(vendor, OVERRIDES[vendor], root).entry(operation), ANSWER_RULES[vendor], answer);
}

const post = (message: FromReader): void => port.postMessage(message);
port.on('message', (order: ReadOrder) => post({ kind: 'read', reading: toWire(read(order)) }));
post({ kind: 'ready' });
