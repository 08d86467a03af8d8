/** What a call brought, made fit to be shown: bounded, without secrets, files apart from words. */
import { MAX_CONSOLE_ANSWER, MAX_CONSOLE_FILE_BYTES, type RunOutcome } from '../../preload/contract/console.ts';
import type { CatalogueEntry } from '../vendors/core/catalogue.ts';
import { fileFieldOf } from '../vendors/core/transfer.ts';
import type { CallReply } from '../vendors/ports.ts';
import { cleaned, type Starring } from './console-secrets.ts';

type Ok = Extract<RunOutcome, { readonly kind: 'ok' }>;

/** The files that the documents describe are workbooks. */
const FILE_EXTENSION = 'xlsx';

function fileIn(entry: CatalogueEntry, data: CallReply['data']): Ok['file'] {
  const name = fileFieldOf(entry.operation);
  const bytes = name === null ? undefined : data[name];
  if (!(bytes instanceof Uint8Array)) return null;
  const isSmall = bytes.byteLength <= MAX_CONSOLE_FILE_BYTES;
  return {
    name: `${entry.operation.id}.${FILE_EXTENSION}`,
    bytes: bytes.byteLength,
    base64: isSmall ? Buffer.from(bytes).toString('base64') : null,
  };
}

/** @param redactor stars the account's own secrets wherever the cloud echoes them. */
export function answerOf(entry: CatalogueEntry, reply: CallReply, redactor: Starring | null): Ok {
  const file = fileIn(entry, reply.data);
  const { value, redacted } = cleaned(file ? {} : reply.data, redactor);
  const text = JSON.stringify(value, null, 2);
  const failures = cleaned(reply.failures ?? [], redactor).value as NonNullable<CallReply['failures']>;
  return {
    kind: 'ok',
    valueJson: text.slice(0, MAX_CONSOLE_ANSWER),
    isCut: text.length > MAX_CONSOLE_ANSWER,
    totalChars: text.length,
    redacted,
    failures: failures.map(({ item, code, vendorCode, text: said }) => ({ item, code, vendorCode, text: said })),
    file,
  };
}
