/** Prepares the answer of a call for the screen: limits its length, removes secrets, separates files from text. */
import { MAX_CONSOLE_ANSWER, type RunOutcome } from '../../../preload/contract/console.ts';
import type { CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import { fileFieldOf } from '../../vendors/core/http/transfer.ts';
import type { CallReply } from '../../ports/calls.ts';
import { inPieces, VALUE_COST } from '../../pieces.ts';
import { cleaning, type Starring } from './console-secrets.ts';

type Ok = Extract<RunOutcome, { readonly kind: 'ok' }>;

/** The files that the documents describe are workbooks. */
const FILE_EXTENSION = 'xlsx';

function fileIn({ operation }: CatalogueEntry, fileBytes: number): Ok['file'] {
  return fileFieldOf(operation) === null ? null : { name: `${operation.id}.${FILE_EXTENSION}`, bytes: fileBytes };
}

/** Indented JSON that is written part by part: the beginning is kept, the rest is counted. */
class Script {
  readonly #kept: string[] = [];
  totalChars = 0;

  add(text: string): number {
    const room = MAX_CONSOLE_ANSWER - this.totalChars;
    if (room > 0) this.#kept.push(text.slice(0, room));
    this.totalChars += text.length;
    return text.length;
  }

  get text(): string {
    return this.#kept.join('');
  }
}

/** Writes a value as `JSON.stringify(value, null, 2)` does, as work that can be done in pieces. */
function* writing(script: Script, value: unknown, indent: string): Generator<number, void> {
  yield VALUE_COST;
  if (typeof value !== 'object' || value === null) {
    yield script.add(JSON.stringify(value) ?? 'null');
    return;
  }
  const isList = Array.isArray(value);
  const members = isList ? value.map((item: unknown) => ['', item] as const) : Object.entries(value);
  const given = members.filter(([, item]) => isList || item !== undefined);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  script.add(open);
  for (const [i, [name, item]] of given.entries()) {
    yield script.add(`${i === 0 ? '' : ','}\n${indent}  ${isList ? '' : `${JSON.stringify(name)}: `}`);
    yield* writing(script, item, `${indent}  `);
  }
  script.add(given.length === 0 ? close : `\n${indent}${close}`);
}

/**
 * @param redactor stars the account's own secrets wherever the cloud echoes them.
 * @param fileBytes of the file that the cloud answered, for operations that answer one.
 */
export async function answerOf(
  entry: CatalogueEntry,
  reply: CallReply,
  redactor: Starring | null,
  fileBytes = 0,
): Promise<Ok> {
  const file = fileIn(entry, fileBytes);
  const { value, redacted } = await inPieces(cleaning(file ? {} : reply.data, redactor));
  const script = new Script();
  await inPieces(writing(script, value, ''));
  const cleaned = await inPieces(cleaning(reply.failures ?? [], redactor));
  const failures = cleaned.value as NonNullable<CallReply['failures']>;
  return {
    kind: 'ok',
    valueJson: script.text,
    isCut: script.totalChars > MAX_CONSOLE_ANSWER,
    totalChars: script.totalChars,
    redacted,
    failures: failures.map(({ item, code, vendorCode, text: said }) => ({ item, code, vendorCode, text: said })),
    file,
  };
}
