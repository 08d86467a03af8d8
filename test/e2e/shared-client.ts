/** Apart from the harness, which benches use without a test runner. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openClient, type OpenSession, type Session, type SessionOptions } from './harness.ts';

/**
 * One client for all tests of a `describe` or a file, where their promises do not disturb each other.
 *
 * @returns gives the session, from inside a test.
 */
export function sharedClient(options: SessionOptions): () => Session {
  let session: OpenSession | null = null;
  beforeAll(async () => {
    session = await openClient(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await session?.keepPicture(task.name);
  });
  afterAll(async () => {
    await session?.close();
  });
  return () => {
    if (!session) throw new Error('the client did not open');
    return session;
  };
}
