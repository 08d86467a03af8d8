/**
 * Stars the secrets of an account wherever a cloud echoes them. One redactor belongs to one account and knows its stored
 * keys and its living tokens. The log asks all redactors of the process at once, as a last resort.
 */
import { SecretFinder } from './secret-finder.ts';
import type { Credential, Secret } from './secret.ts';

export const STARS = '***';

/** Tokens come and go for as long as the client runs; the oldest ones are no longer valid. */
const MAX_TOKENS = 16;
/** A cloud's text is cut after this many characters. */
const MAX_LINE_CHARS = 65_536;
const SPACES = /[\s\u2028\u2029]+/g;
/** Control characters, and invisible ones that change how a text reads. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;

const live = new Set<Redactor>();
let everything: SecretFinder | null = null;

export class Redactor {
  readonly #keys = new Set<string>();
  readonly #tokens = new Set<string>();
  #finder: SecretFinder | null = null;

  /** @param keys the secrets of the account that stay the same while it is open. */
  constructor(keys: Iterable<Secret> = []) {
    live.add(this);
    this.addKeys(keys);
  }

  addKeys(keys: Iterable<Secret>): void {
    for (const key of keys) this.#keys.add(key.reveal());
    this.#changed();
  }

  /** Remembers tokens that the account uses now. Only the newest {@link MAX_TOKENS} are kept. */
  addTokens(tokens: Iterable<Secret>): void {
    let isNew = false;
    for (const token of tokens) {
      const text = token.reveal();
      if (this.#keys.has(text) || this.#tokens.has(text)) continue;
      this.#tokens.add(text);
      isNew = true;
    }
    for (const oldest of this.#tokens) {
      if (this.#tokens.size <= MAX_TOKENS) break;
      this.#tokens.delete(oldest);
    }
    if (isNew) this.#changed();
  }

  /** Remembers all secrets that a call is signed with. */
  learn({ secrets }: Credential): void {
    this.addTokens(Object.values(secrets));
  }

  /** The text with each secret replaced by stars, in every form that {@link SecretFinder} knows. Other text stays. */
  star(text: string): string {
    return starred(text, this.#find());
  }

  /**
   * The beginning of a long text, without secrets. Looks at `maxChars` characters, and cuts enough of their end that no
   * secret can begin in the shown part and continue behind it.
   */
  starBeginning(text: string, maxChars: number): string {
    const finder = this.#find();
    return starred(text.slice(0, maxChars), finder, Math.max(0, maxChars - finder.longestForm));
  }

  /** Whether a secret stands in the text. */
  hasSecret(text: string): boolean {
    return this.#find().spansIn(text).length > 0;
  }

  /**
   * A cloud's words as one line: without control characters, not longer than `maxChars`, and without the secrets of any open
   * account. A cloud that is asked with typed keys may echo the token that the stored account of the same keys uses.
   */
  line(text: string, maxChars: number): string {
    const finder = live.has(this) ? findEverything() : this.#find();
    // Before the search: an invisible character inside a secret would hide the secret from the search.
    const plain = text
      .slice(0, MAX_LINE_CHARS + finder.longestForm)
      .replace(SPACES, ' ')
      .replace(CONTROLS, '');
    return cut(starred(plain, finder, MAX_LINE_CHARS).trim(), maxChars);
  }

  /** The log no longer asks this redactor. The account's own calls that still run may still use it. */
  dispose(): void {
    live.delete(this);
    everything = null;
  }

  /** Finds the secrets of all these redactors. No property shows them: a redactor may be printed. */
  static finderOf(redactors: Iterable<Redactor>): SecretFinder {
    return new SecretFinder([...redactors].flatMap((one) => [...one.#keys, ...one.#tokens]));
  }

  #find(): SecretFinder {
    return (this.#finder ??= Redactor.finderOf([this]));
  }

  #changed(): void {
    this.#finder = null;
    everything = null;
  }
}

/** The beginning of the text, without any secret of any account that is open. */
export function starEverySecret(text: string, maxChars = text.length): string {
  if (live.size === 0) return text.slice(0, maxChars);
  const finder = findEverything();
  return starred(text.slice(0, maxChars + finder.longestForm), finder, maxChars);
}

function findEverything(): SecretFinder {
  return (everything ??= Redactor.finderOf(live));
}

/** The text before `end` with stars for secrets, also for a secret that begins before `end` and ends behind it. */
function starred(text: string, finder: SecretFinder, end = text.length): string {
  let shown = '';
  let at = 0;
  for (const { from, to } of finder.spansIn(text)) {
    if (from >= end) break;
    shown += text.slice(at, from) + STARS;
    at = to;
  }
  return shown + text.slice(at, Math.max(at, end));
}

/** Does not leave half a character at the end. */
function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = text.slice(0, maxChars);
  return head.isWellFormed() ? head : head.slice(0, -1);
}
