/**
 * The declaration of one event in the contract. The event's name is in the past tense, and the event goes from main to
 * the pages.
 */
import type { z } from 'zod';

/** @template P the payload. */
export interface EventShape<P> {
  readonly payload: z.ZodType<P>;
  /**
   * The subject of an event. A newer event replaces an older event of the same name and subject that a slow page has not
   * taken yet, which bounds main's memory.
   */
  readonly subjectOf: (payload: P) => string;
}

/** Events by their name. */
export type EventTable = Readonly<
  Record<string, { readonly payload: z.ZodType; readonly subjectOf: (payload: never) => string }>
>;

/** @param subjectOf left out where all events of the name have one subject. */
export function event<T extends z.ZodType>(
  payload: T,
  subjectOf: (payload: z.infer<T>) => string = () => '',
): EventShape<z.infer<T>> {
  return { payload: payload as unknown as z.ZodType<z.infer<T>>, subjectOf };
}
