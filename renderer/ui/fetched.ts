import { lazy, type ComponentType } from 'react';

/** The code of a part of the window did not come. React and the browser remember that: only a new page asks for it again. */
export class NotFetchedError extends Error {}

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
