/** Entry of the thread that reads long answers: one answer in, one reading out. Knows no account and no secret. */
import { parentPort } from 'node:worker_threads';
import type { Reading } from '../ports/answers.ts';
import { VENDOR_IDS } from '../../preload/domain/vendor.ts';
import { toWire, type FromReader, type ReadOrder } from './core/client/answers/answer-messages.ts';
import { readReply, type VendorAnswers } from './core/client/answers/reading.ts';
import { loadCatalogue } from './core/contract/catalogue.ts';

if (parentPort === null) throw new Error('answer-worker runs as a worker thread');
const port = parentPort;

/**
 * The `answers.ts` of each cloud, by the name of its folder. The registry would load the clients and the ports of all clouds
 * into this thread.
 */
const answersOf = new Map(
  await Promise.all(
    VENDOR_IDS.map(async (vendor) => {
      const { ANSWERS } = (await import(`./${vendor}/answers.ts`)) as { readonly ANSWERS: VendorAnswers };
      return [vendor, ANSWERS] as const;
    }),
  ),
);

function read({ answer, contractRoot }: ReadOrder): Reading {
  const { vendor, operation } = answer;
  const answers = answersOf.get(vendor);
  if (!answers) throw new Error(`no rules for answers of ${vendor}`);
  const root = contractRoot === null ? undefined : new URL(contractRoot);
  return readReply(loadCatalogue(vendor, answers.overrides, root).entry(operation), answers.rules, answer);
}

const post = (message: FromReader): void => port.postMessage(message);
port.on('message', (order: ReadOrder) => post({ kind: 'read', reading: toWire(read(order)) }));
post({ kind: 'ready' });
