/** The key with which this installation signs evidence. Its private part is in the keychain and nowhere else. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { asAccountId } from '../../../preload/domain/ids.ts';
import { log } from '../../log.ts';
import { Secret } from '../../secret.ts';
import type { SecretStore } from '../../keychain/secret-store.ts';
import { fingerprintOf } from './signature.ts';

/** No account has this id: accounts have random ones. */
const OWNER = asAccountId('lanner-installation');
const NAME = 'evidence-key';

export class InstallationKey {
  readonly #keychain: SecretStore | null;
  #reading: Promise<KeyObject | null> | null = null;

  /** @param keychain null where the client runs without one: it signs nothing then. */
  constructor(keychain: SecretStore | null) {
    this.#keychain = keychain;
  }

  /** The key, made at the first use; null without a keychain. @throws {AppError} `vault.*`. */
  async read(): Promise<KeyObject | null> {
    this.#reading ??= this.#readOrMake().catch((error: unknown) => {
      this.#reading = null;
      throw error;
    });
    return await this.#reading;
  }

  /** The fingerprints of the keys that this installation knows; none without a keychain, or while it is locked. */
  async known(): Promise<ReadonlySet<string>> {
    try {
      // A check makes no key: a computer that never exported has none.
      const key = await (this.#reading ?? this.#stored());
      return new Set(key === null ? [] : [fingerprintOf(createPublicKey(key))]);
    } catch (error) {
      log.warn('the key of evidence could not be read', { error });
      return new Set();
    }
  }

  async #stored(): Promise<KeyObject | null> {
    const stored = await this.#keychain?.read(OWNER, NAME);
    return stored === undefined || stored === null ? null : createPrivateKey(keyOf(stored.reveal()));
  }

  async #readOrMake(): Promise<KeyObject | null> {
    const keychain = this.#keychain;
    if (keychain === null) return null;
    const stored = await this.#stored();
    if (stored !== null) return stored;
    const { privateKey } = generateKeyPairSync('ed25519');
    const der = privateKey.export({ type: 'pkcs8', format: 'der' });
    await keychain.write(OWNER, NAME, new Secret(der.toString('base64')));
    return privateKey;
  }
}

const keyOf = (text: string) => ({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' }) as const;
