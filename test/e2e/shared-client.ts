/** Apart from the harness, which benches use without a test runner. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openClient, type OpenSession, type Session, type SessionOptions } from './harness.ts';
import { tiles } from './screen.ts';

interface Sharing {
  /** Every test continues from where the one before it left the screen: after a failure there is nothing to continue from. */
  readonly isStory?: boolean;
}

/** Brings a client whose test failed back to the live wall that it began with, whatever was open, broken or half done. */
async function goHome({ session, wall }: { readonly session: OpenSession; readonly wall?: number | undefined }) {
  await session.control('DELETE', '/faults');
  const page = await session.renew();
  await tiles(page).first().waitFor();
  if (wall !== undefined) await session.client.ask({ do: 'fill-wall', layout: wall });
}

/**
 * One client for all tests of a `describe` or a file, where their promises do not disturb each other. One that fails makes
 * no other fail: the next begins at the live wall, and in a story those after it are skipped. The computer asks for less motion,
 * unless the options say otherwise: a test about motion asks for it (`less-motion.test.ts`).
 *
 * @returns gives the session, from inside a test.
 */
export function sharedClient(options: SessionOptions, { isStory = false }: Sharing = {}): () => Session {
  let session: OpenSession | null = null;
  let hasFailed = false;
  beforeAll(async () => {
    // A click on a dialog that still moves in can miss its button on a busy machine.
    session = await openClient({ hasLessMotion: true, ...options });
  });
  beforeEach(async ({ skip }) => {
    if (!hasFailed || session === null) return;
    if (isStory) skip('the test that it goes on from failed');
    hasFailed = false;
    await goHome({ session, wall: options.wall });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    hasFailed = true;
    await session?.keepPicture(task.name);
  });
  afterAll(async () => {
    await session?.close();
  });
  return () => {
    if (!session) throw new Error('the client did not open');
    return session;
  };
}
