/**
 * Finds the values that the console must neither show nor store: secrets by the name of their field, the account's own
 * keys wherever they appear, and media addresses, which authorise everybody who has them.
 */

import type { Redactor } from '../../redactor.ts';
import { STARS } from '../../redactor.ts';
import { excessIn } from '../../json-bounds.ts';
import { atOnce, VALUE_COST } from '../../pieces.ts';

/**
 * Texts under these names are secrets, whatever the cloud. `access_key` lets a camera push a stream to VIS; `Session` is the
 * part of an address of IVP that names the recording that is played.
 */
const SECRET_NAME =
  /(token|secret|passw(or)?d|(security|secret|auth|access|push)_?key|(verification|activate)_?code|authorization|signature|cookie)$|^(sk|session)$/i;
/**
 * The handle of the PTZ lock: it lives two minutes, means nothing without the account's own token, and the next command
 * asks for it.
 */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(['control_token']);
/** Fields that the documents give addresses of live, recorded or taken pictures in, with or without a scheme. */
const MEDIA_NAME = /(url|urls|uri|flow_address|imagesigned)$/i;
/** Addresses that the user set up: where the cloud delivers to. */
const CALLBACK_NAME = /callback/i;
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>\\]+/gi;
/** Deeper than any documented answer. */
const MAX_DEPTH = 64;
/** Of a longer text only the beginning is gone through and shown. */
export const MAX_CLEANED_TEXT = 65_536;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAMES.has(name);
}

export interface Cleaned {
  readonly value: unknown;
  /** How many texts were starred, whole or in part. */
  readonly redacted: number;
}

/** Knows the account's own secrets. */
export type Starring = Pick<Redactor, 'star' | 'starBeginning'>;

/**
 * A copy without secrets and media addresses. Of an address scheme and host stay, of a callback's also the path.
 *
 * @param redactor stars the account's own secrets wherever they stand, also in names of members; null: none are known.
 */
export function cleaned(value: unknown, redactor: Starring | null = null): Cleaned {
  return atOnce(cleaning(value, redactor));
}

/** The same as {@link cleaned}, as work that can be done in pieces. */
export function* cleaning(value: unknown, redactor: Starring | null): Generator<number, Cleaned> {
  const cleaner = new RedactedCopy(redactor);
  return { value: yield* cleaner.clean('', value, 0), redacted: cleaner.redacted };
}

class RedactedCopy {
  redacted = 0;
  readonly #redactor: Starring | null;

  constructor(redactor: Starring | null) {
    this.#redactor = redactor;
  }

  /** @param name of the field that holds `value`; elements of a list have the list's. */
  *clean(name: string, value: unknown, depth: number): Generator<number, unknown> {
    yield VALUE_COST;
    if (typeof value === 'string') return yield* this.#cleanText(name, value, depth);
    if (typeof value === 'bigint') return String(value);
    if (value === null || typeof value !== 'object') return value;
    if (depth >= MAX_DEPTH) return '…';
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) items.push(yield* this.clean(name, item, depth + 1));
      return items;
    }
    const members: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      yield Math.min(key.length, MAX_CLEANED_TEXT);
      members.push([this.#bounded(key), yield* this.clean(key, item, depth + 1)]);
    }
    return Object.fromEntries(members);
  }

  *#cleanText(name: string, text: string, depth: number): Generator<number, string> {
    if (text === '') return text;
    if (isSecretName(name)) return this.#star();
    yield Math.min(text.length, MAX_CLEANED_TEXT);
    const inside = depth < MAX_DEPTH ? embedded(text) : undefined;
    if (inside !== undefined) {
      const before = this.redacted;
      const value = yield* this.clean(name, inside, depth + 1);
      return this.redacted === before ? text : JSON.stringify(value);
    }
    const safe = this.#bounded(text);
    const bare = safe.replace(URL_IN_TEXT, (url) => shortened(url, CALLBACK_NAME.test(name)));
    const isBareAddress = MEDIA_NAME.test(name) && !CALLBACK_NAME.test(name) && !safe.includes('://');
    if (isBareAddress) return this.#star();
    if (bare !== text) this.redacted += 1;
    return bare;
  }

  /**
   * The text without the account's own secrets. Of a long text the beginning, and in figures, which need no language, how
   * many of its characters these are.
   */
  #bounded(text: string): string {
    if (text.length <= MAX_CLEANED_TEXT) return this.#starred(text);
    const shown = this.#redactor?.starBeginning(text, MAX_CLEANED_TEXT) ?? text.slice(0, MAX_CLEANED_TEXT);
    // A structure that is cut cannot be searched for the names of secrets.
    const kept = STRUCTURE.test(text) ? '' : shown;
    return `${kept}… (${kept.length}/${text.length})`;
  }

  #starred(text: string): string {
    return this.#redactor?.star(text) ?? text;
  }

  #star(): string {
    this.redacted += 1;
    return STARS;
  }
}

const STRUCTURE = /^\s*[[{]/;

/** The JSON inside a text, or undefined where there is none. */
function embedded(text: string): unknown {
  if (text.length > MAX_CLEANED_TEXT || !STRUCTURE.test(text) || excessIn(text) !== null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function shortened(text: string, keepsPath: boolean): string {
  const url = URL.parse(text);
  if (url === null) return `${text.slice(0, text.indexOf('://'))}://${STARS}`;
  const { protocol, host, pathname, search, hash, username, password } = url;
  const isBare = (pathname === '' || pathname === '/') && search === '' && hash === '';
  if (isBare && username === '' && password === '') return text;
  if (!keepsPath) return `${protocol}//${host}/${STARS}`;
  return `${protocol}//${host}${pathname}${search === '' && hash === '' ? '' : `?${STARS}`}`;
}
