/**
 * A value that must never be shown. Prints, serialises and inspects as `***`, so that a log line, a template string or a
 * JSON dump that touches it by accident stays clean. Only code that signs or stores may call `reveal`.
 */
import { inspect } from 'node:util';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The clear text. Call it in the expression that signs or stores, and keep no copy. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}

/**
 * The values that a dialect signs with: the fields that are not secret by the vendor's own names, and the secret ones.
 */
export interface Credential {
  readonly fields: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}
