/** An answer about one thing that names another one, or none. */
import { AppError } from '../../../../errors.ts';

/** @param host of the cloud. */
export function otherAnswer(host: string, operation: string): AppError {
  const detail = `${operation} answers about something else`;
  return new AppError('network.bad-answer', `${host}: ${detail}`, { params: { host, detail }, retryable: true });
}

/** @returns null for a text that `parse` cannot read. */
export function timeOrNull(parse: (text: string) => number, text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  try {
    return parse(text);
  } catch {
    return null;
  }
}
