/**
 * Asks the system for the way to an address. The session of the windows has no proxy (closed-network.ts), so that the question
 * has a session of its own, which loads nothing and stores nothing.
 */
import type { Parts } from './parts.ts';

/** Without `persist:`: in memory only. */
const PARTITION = 'ways';

/** Null before the first question and after one that failed: the next question tries again. */
let isSet: Promise<void> | null = null;

/** @returns the answer of the system, such as `PROXY a:3128; DIRECT`. */
export async function systemProxy({ session }: Pick<Parts, 'session'>, url: string): Promise<string> {
  const asking = session.fromPartition(PARTITION, { cache: false });
  isSet ??= asking.setProxy({ mode: 'system' });
  try {
    await isSet;
  } catch (error) {
    isSet = null;
    throw error;
  }
  return await asking.resolveProxy(url);
}
