/**
 * The keys that the caller hands to a single call: JSON on standard input, or in an environment variable. Standard
 * input is the better way: other programs of the same user can read the environment of a process for as long as the
 * process runs.
 */
import { Refused } from './call-refused.ts';

const ENVIRONMENT = 'LANNER_CREDENTIALS';

const MAX_INPUT_BYTES = 64 * 1024;
/** A password manager may ask its user before it answers. */
const INPUT_WITHIN_MS = 2 * 60_000;

/** A value from the command line. `name` is for messages. */
interface Given {
  readonly name: string;
  readonly text: string;
}

/** Taken out of the environment as soon as this module is loaded: no child and no later code sees the keys there. */
let given: Given = takeEnvironment();

function takeEnvironment(): Given {
  const text = process.env[ENVIRONMENT] ?? '';
  delete process.env[ENVIRONMENT];
  return { name: ENVIRONMENT, text };
}

/**
 * Reads the keys from standard input; those of the environment are forgotten.
 *
 * @throws {Refused} `input.usage` when a person would have to type the keys, which a terminal shows; `auth.no-credentials`
 *   when there are more than 64 kB, or no end after two minutes.
 */
export async function readStandardInput(input: NodeJS.ReadStream = process.stdin): Promise<void> {
  if (input.isTTY) {
    throw new Refused('input.usage', '--keys - takes the keys from a pipe or a file, such as: --keys - < keys.json');
  }
  const refuse = (why: string): Refused => new Refused('auth.no-credentials', `standard input ${why}.`);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const late = setTimeout(() => input.destroy(refuse('did not end within two minutes')), INPUT_WITHIN_MS);
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_INPUT_BYTES) throw refuse('holds more than 64 kB');
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  given = { name: 'standard input', text: Buffer.concat(chunks).toString('utf8') };
}

/** @throws {Refused} when nothing was handed over, or no JSON object. The text, which holds keys, is never quoted. */
export function givenKeys(): { readonly name: string; readonly values: Readonly<Record<string, unknown>> } {
  const { name, text } = given;
  if (text === '') {
    const way = 'use --keys - or --account NAME';
    const why = name === ENVIRONMENT ? `no keys were given: ${name} is not set; ${way}` : `${name} holds no keys`;
    throw new Refused('auth.no-credentials', `${why}.`);
  }
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === 'object' && value !== null)
      return { name, values: value as Readonly<Record<string, unknown>> };
  } catch {
    // answered below, without the text: it holds keys
  }
  throw new Refused('auth.no-credentials', `${name} holds no JSON object.`);
}
