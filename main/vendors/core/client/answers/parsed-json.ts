/** The answers of servers beside the API: those of files and pictures. */
import { excessIn } from '../../../../json-bounds.ts';

/** The value of a JSON text; null if the text is not JSON or is made to overload the parser. */
export function parsedJson(text: string): unknown {
  if (excessIn(text) !== null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
