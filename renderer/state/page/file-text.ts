/**
 * The text of a file that a user brings. Chinese spreadsheets save CSV as GB18030 and name no encoding, others save UTF-16 behind
 * a byte order mark, all else is UTF-8. No bytes are guessed: a file that is none of these is no text.
 */

const ENCODINGS = ['utf-8', 'gb18030'] as const;

function decoded(bytes: ArrayBuffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @returns null for bytes that are no text in any of these encodings. The byte order mark is left out. */
export function fileText(bytes: ArrayBuffer): string | null {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const mark = ((first ?? 0) << 8) | (second ?? 0);
  if (mark === 0xfffe) return decoded(bytes, 'utf-16le');
  if (mark === 0xfeff) return decoded(bytes, 'utf-16be');
  for (const encoding of ENCODINGS) {
    const text = decoded(bytes, encoding);
    if (text !== null) return text;
  }
  return null;
}
