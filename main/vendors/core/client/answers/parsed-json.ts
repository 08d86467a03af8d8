/** The answers of servers beside the API: those of files and pictures. */
import { excessIn } from '../../../../json-bounds.ts';

/** What a JSON text says, or null where the text is none or is made against the parser. */
export function parsedJson(text: string): unknown {
  if (excessIn(text) !== null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
