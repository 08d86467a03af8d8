/** Reads the file of an import, within what the request that takes it may hold. */

/** The request takes no more; files of hundreds of accounts or walls are far below. */
export const MAX_FILE_CHARS = 500_000;

export type ImportFile = Pick<File, 'name' | 'size' | 'text'>;

export type UnreadFile =
  /** Too long to be a file of this client. */
  | { readonly kind: 'too-large'; readonly name: string }
  /** The system would not open it. */
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: string };

/** The text of the file, or why there is none. Never rejects. */
export async function readImportFile(
  file: ImportFile,
): Promise<{ readonly kind: 'text'; readonly text: string } | UnreadFile> {
  const { name } = file;
  // A character takes four bytes at most: what is larger needs not be read.
  if (file.size > 4 * MAX_FILE_CHARS) return { kind: 'too-large', name };
  try {
    const text = await file.text();
    return text.length > MAX_FILE_CHARS ? { kind: 'too-large', name } : { kind: 'text', text };
  } catch (error) {
    return { kind: 'unreadable', name, reason: error instanceof Error ? error.message : String(error) };
  }
}
