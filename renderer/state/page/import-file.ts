/** The file of an import: read within what the request that takes it may hold, and looked at before anything changes. */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import { fileText } from './file-text.ts';

/** The request takes no more; files of hundreds of accounts or walls are far below. */
export const MAX_FILE_CHARS = 500_000;

export type ImportFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

export type UnreadFile =
  /** Too long to be a file of this client. */
  | { readonly kind: 'too-large'; readonly name: string }
  /** Its bytes are no text in an encoding that this client reads. */
  | { readonly kind: 'no-text'; readonly name: string }
  /** The system would not open it. */
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: string };

/** The text of the file, or why there is none. Never rejects. */
async function readImportFile(
  file: ImportFile,
): Promise<{ readonly kind: 'text'; readonly text: string } | UnreadFile> {
  const { name } = file;
  // A character takes four bytes at most: a larger file need not be read.
  if (file.size > 4 * MAX_FILE_CHARS) return { kind: 'too-large', name };
  try {
    const text = fileText(await file.arrayBuffer());
    if (text === null) return { kind: 'no-text', name };
    return text.length > MAX_FILE_CHARS ? { kind: 'too-large', name } : { kind: 'text', text };
  } catch (error) {
    return { kind: 'unreadable', name, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The state of a chosen file before there is something to import. */
export type ReadingStep =
  | { readonly kind: 'reading'; readonly name: string }
  | UnreadFile
  | { readonly kind: 'refused'; readonly name: string; readonly error: WireError };

/**
 * Reads a file and asks what an import of it would do. Nothing is changed.
 *
 * @param tell takes each step on the way.
 * @returns the text with the answer, or null if the last step has the reason for having none.
 */
export async function previewFile<A>(
  file: ImportFile,
  ask: (text: string) => Promise<Result<A>>,
  tell: (step: ReadingStep) => void,
): Promise<{ readonly text: string; readonly answer: A } | null> {
  const { name } = file;
  tell({ kind: 'reading', name });
  const read = await readImportFile(file);
  if (read.kind !== 'text') {
    tell(read);
    return null;
  }
  const answer = await ask(read.text);
  if (answer.ok) return { text: read.text, answer: answer.value };
  tell({ kind: 'refused', name, error: answer.error });
  return null;
}

/** The state of an import beside its step. */
export interface Waiting {
  /** Chosen while an import ran: it is looked at once the outcome of that was read. */
  readonly waiting: ImportFile | null;
}
