/** The account's keys: a permanent pair, and a temporary one that comes with a security token. */
import { hashOf } from '../../world/random.ts';
import type { AccessKey } from './signature.ts';

interface KnownKey extends AccessKey {
  state: 'good' | 'expired' | 'revoked';
  isUsed: boolean;
}

export class KeyRing {
  readonly #permanent: KnownKey;
  readonly #temporary: KnownKey;

  constructor(seed: number) {
    const text = (name: string, length: number): string => {
      const digits = [1, 2, 3, 4, 5, 6].map((i) => hashOf(seed, name, i).toString(36).padStart(7, '0')).join('');
      return digits.slice(0, length);
    };
    this.#permanent = {
      secretId: `AKIDsim${text('id', 29)}`,
      secretKey: text('key', 32),
      token: null,
      state: 'good',
      isUsed: false,
    };
    this.#temporary = {
      secretId: `AKIDtmp${text('temporary-id', 29)}`,
      secretKey: text('temporary-key', 32),
      token: text('token', 40),
      state: 'good',
      isUsed: false,
    };
  }

  get credentials(): Readonly<Record<string, string>> {
    return { secretId: this.#permanent.secretId, secretKey: this.#permanent.secretKey };
  }

  get temporary(): Readonly<Record<string, string>> {
    const { secretId, secretKey, token } = this.#temporary;
    return { secretId, secretKey, token: token ?? '' };
  }

  find(secretId: string): AccessKey | 'expired' | null {
    const key = [this.#permanent, this.#temporary].find((one) => one.secretId === secretId);
    if (key === undefined || key.state === 'revoked') return null;
    key.isUsed = true;
    return key.state === 'expired' ? 'expired' : key;
  }

  /** Ends the temporary key if it was used; a permanent key has no end. @returns how many keys were ended. */
  expire(): number {
    return this.#end('expired');
  }

  revoke(): number {
    return this.#end('revoked');
  }

  #end(state: 'expired' | 'revoked'): number {
    if (this.#temporary.state !== 'good' || !this.#temporary.isUsed) return 0;
    this.#temporary.state = state;
    return 1;
  }
}
