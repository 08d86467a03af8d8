/**
 * The secret by which two starts of the client on one profile know each other. A program without the secret, such as
 * one of another user, may listen at the address of the lock: it gets no answer, and the start does not wait for it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const KEY_BYTES = 32;
const READ_TRIES = 20;
const READ_EVERY_MS = 50;

export class InstanceKey {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Reads the secret of the profile, or makes one. @throws the system's error. */
  static async of(dataDir: string): Promise<InstanceKey> {
    const path = join(dataDir, 'instance.key');
    for (let tries = 1; ; tries += 1) {
      const known = await readFile(path).catch(() => null);
      if (known?.length === KEY_BYTES) return new InstanceKey(known);
      const isBroken = known !== null && tries >= READ_TRIES; // not one that another start writes at this moment
      const made = randomBytes(KEY_BYTES);
      try {
        await writeFile(path, made, { flag: isBroken ? 'w' : 'wx', mode: 0o600 });
        return new InstanceKey(made);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      await delay(READ_EVERY_MS);
    }
  }

  /** The proof for `nonce` in this role, which only a client of this profile can make. */
  proof(role: 'client' | 'asker', nonce: string): string {
    return createHmac('sha256', this.#key).update(`${role} ${nonce}`).digest('hex');
  }

  isProof(role: 'client' | 'asker', nonce: string, given: string): boolean {
    const [wanted, said] = [Buffer.from(this.proof(role, nonce)), Buffer.from(given)];
    return wanted.length === said.length && timingSafeEqual(wanted, said);
  }
}
