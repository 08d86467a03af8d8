/** The bytes of a Base64 text; none for a text that is not Base64, which is then no picture. */
export function bytesOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : Buffer.alloc(0);
}
