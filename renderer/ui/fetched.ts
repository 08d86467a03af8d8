import { lazy, type ComponentType } from 'react';

/** The code of a part of the window did not come. React and the browser remember that: only a new page asks for it again. */
class NotFetchedError extends Error {}

/** Whether the code of a part that failed had come: then the part may work when it is shown again. */
export const hasCode = (error: Error): boolean => !(error instanceof NotFetchedError);

/** @throws {NotFetchedError} when the code does not come. */
async function fetchCode<T>(code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (cause) {
    throw new NotFetchedError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** A component whose code is fetched when the component is first shown. */
export const fetched = <P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> =>
  lazy(async () => ({ default: await fetchCode(load()) }));
