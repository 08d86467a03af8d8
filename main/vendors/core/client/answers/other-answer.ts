/** Answers about one thing that name another one, or leave out a part that must be there. */
import { AppError } from '../../../../errors.ts';

/** @param host of the cloud. */
export function otherAnswer(host: string, operation: string): AppError {
  const detail = `${operation} answers about something else`;
  return new AppError('network.bad-answer', `${host}: ${detail}`, { params: { host, detail }, retryable: true });
}

/**
 * An answer about a device from which a part that the client needs is missing. Unlike {@link otherAnswer}, it is not marked
 * as one to retry.
 *
 * @param host of the cloud.
 * @param detail names the part.
 */
export const deviceAnswerLacks = (host: string, detail: string): AppError =>
  new AppError('network.bad-answer', 'an answer about a device without it', { params: { host, detail } });

/** @returns null for a text that `parse` cannot read. */
export function timeOrNull(parse: (text: string) => number, text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  try {
    return parse(text);
  } catch {
    return null;
  }
}
