/**
 * Secrets in the keychain of the operating system, through @napi-rs/keyring. On Linux the Secret Service is pinned:
 * left alone the library falls back to kernel keys, which a reboot loses.
 *
 * Windows takes 2560 bytes per credential, so a secret is split. The head entry names the generation of its parts, so
 * that a replacement becomes valid in one write and an interrupted one leaves the old value whole.
 */
import { AsyncEntry } from '@napi-rs/keyring';
import { randomBytes } from 'node:crypto';
import type { AccountId } from '../../preload/domain/ids.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { Secret } from '../secret.ts';
import type { SecretStore } from './secret-store.ts';
import { checkSize } from './session-store.ts';

const PART_BYTES = 2048;
const HEAD = /^lanner1 (\d{1,2}) ([0-9a-f]{16})\n/;
const HEAD_MAX_BYTES = 32;

/** How long an operation may wait, with a prompt of the system on screen perhaps. */
const PATIENCE_MS = 120_000;

interface Head {
  readonly parts: number;
  readonly generation: string;
  readonly bytes: Buffer;
}

export class KeychainStore implements SecretStore {
  readonly backend: string;
  readonly persistence = 'keychain';
  readonly #service: string;

  /** @param service groups the entries of one client in the keychain's own viewer. */
  constructor(service = 'Lanner', platform: NodeJS.Platform = process.platform) {
    this.#service = service;
    this.backend = platform === 'darwin' ? 'Keychain' : platform === 'win32' ? 'Credential Manager' : 'Secret Service';
  }

  async read(accountId: AccountId, name: string): Promise<Secret | null> {
    const key = `${accountId}/${name}`;
    const head = await this.#head(key);
    if (!head) return null;
    const bytes = [head.bytes];
    for (let part = 1; part < head.parts; part++) {
      const more = await this.#get(partKey(key, head.generation, part));
      if (!more) {
        log.warn('a part of a secret is gone from the keychain', { accountId, name, part });
        return null;
      }
      bytes.push(more);
    }
    return new Secret(Buffer.concat(bytes).toString('utf8'));
  }

  async write(accountId: AccountId, name: string, secret: Secret): Promise<void> {
    checkSize(name, secret);
    const key = `${accountId}/${name}`;
    const before = await this.#head(key);
    const generation = randomBytes(8).toString('hex');
    const bytes = Buffer.from(secret.reveal(), 'utf8');
    const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
    for (let part = 1; part < parts; part++) {
      await this.#set(partKey(key, generation, part), bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    }
    const line = Buffer.from(`lanner1 ${parts} ${generation}\n`);
    await this.#set(key, Buffer.concat([line, bytes.subarray(0, PART_BYTES)]));
    if (before) await this.#dropParts(key, before);
  }

  async remove(accountId: AccountId, name: string): Promise<boolean> {
    const key = `${accountId}/${name}`;
    const head = await this.#head(key);
    if (head) await this.#dropParts(key, head);
    return await this.#delete(key);
  }

  async probe(): Promise<void> {
    await this.#get('probe/none');
  }

  async #head(key: string): Promise<Head | null> {
    const stored = await this.#get(key);
    if (!stored) return null;
    const line = HEAD.exec(stored.subarray(0, HEAD_MAX_BYTES).toString('latin1'));
    if (!line) return null; // written by something else under our name: as good as no key
    const [all, parts = '1', generation = ''] = line;
    return { parts: Number(parts), generation, bytes: stored.subarray(all.length) };
  }

  async #dropParts(key: string, head: Head): Promise<void> {
    for (let part = 1; part < head.parts; part++) await this.#delete(partKey(key, head.generation, part));
  }

  #get(key: string): Promise<Buffer | null> {
    return this.#ask(key, async (entry, signal) => {
      const stored = await entry.getSecret(signal);
      return stored ? Buffer.from(stored) : null;
    });
  }

  #set(key: string, bytes: Buffer): Promise<void> {
    return this.#ask(key, (entry, signal) => entry.setSecret(bytes, signal));
  }

  #delete(key: string): Promise<boolean> {
    return this.#ask(key, (entry, signal) => entry.deleteCredential(signal));
  }

  async #ask<T>(key: string, act: (entry: AsyncEntry, signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const entry = new AsyncEntry(this.#service, key, { linux: { store: 'secret-service' } });
      return await act(entry, AbortSignal.timeout(PATIENCE_MS));
    } catch (error) {
      throw keychainError(error);
    }
  }
}

function partKey(key: string, generation: string, part: number): string {
  return `${key}#${generation}.${part}`;
}

const LOCKED = /locked|dismissed|interaction is not allowed|-25308|authoriz|AbortError|aborted/i;
const MISSING =
  /dbus|no result found|not (?:be )?(?:available|supported|found)|no default|unavailable|connect|-25307|1312/i;

/**
 * Sorts what the keychain library says. It has one error class for every platform, so the text is all there is.
 *
 * @see @napi-rs/keyring and the keyring crate: `Platform failure`, `Couldn't access platform storage`.
 */
export function keychainError(error: unknown): AppError {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const options = { cause: error, retryable: true } as const;
  if (LOCKED.test(text)) {
    return new AppError('vault.locked', 'the keychain is locked', { ...options, action: 'unlock-vault' });
  }
  if (MISSING.test(text)) {
    return new AppError('vault.missing', 'there is no keychain', { ...options, action: 'session-only' });
  }
  return new AppError('vault.refused', 'the keychain refused', { ...options, action: 'session-only' });
}
