/** The authorities that a person added by file: for calls and media of all accounts, each one revocable. */
import { X509Certificate } from 'node:crypto';
import { MAX_AUTHORITIES } from '../../../preload/domain/bounds.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { log } from '../../log.ts';
import { userName } from '../shared/user-name.ts';
import type { Questions } from '../shared/questions.ts';
import type { SettingsFile } from '../shared/settings-file.ts';
import { authoritiesIn, invalidFile } from './authority-file.ts';
import { authorityQuestion } from './authority-question.ts';
import type { NetworkSettings } from './network-settings.ts';

interface OwnAuthoritiesOptions {
  readonly settings: SettingsFile<NetworkSettings>;
  readonly questions: Questions;
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
  /** Called after the list changed; resolves when the next connection uses the new list. */
  readonly onChanged: () => Promise<void>;
}

export class OwnAuthorities {
  readonly #options: OwnAuthoritiesOptions;

  constructor(options: OwnAuthoritiesOptions) {
    this.#options = options;
  }

  /**
   * Asks a person in a dialog of main's own, then trusts the authorities of a file.
   *
   * @returns how many are trusted now that were not before.
   * @throws {AppError} `input.invalid-field` for a file that cannot be taken, `storage.write-failed`.
   */
  async add(text: string): Promise<number> {
    const { settings, questions, locale, onChanged } = this.#options;
    const found = authoritiesIn(text, Date.now());
    const isNew = ({ fingerprint }: { readonly fingerprint: string }): boolean =>
      !settings.get().authorities.some((one) => one.fingerprint === fingerprint);
    const fresh = found.filter(isNew);
    if (fresh.length === 0) return 0;
    checkRoom(settings, fresh.length);
    const sha256 = fresh.map(({ fingerprint }) => fingerprint);
    const isYes = await questions.ask(`authorities ${sha256.join()}`, () => authorityQuestion(fresh, locale()));
    log.audit('asked whether authorities of a file are trusted', { sha256, isAllowed: isYes });
    if (!isYes) return 0;
    const added = fresh.filter(isNew).map((one) => ({ ...one, addedBy: userName(), addedAtMs: Date.now() }));
    checkRoom(settings, added.length);
    settings.set({ ...settings.get(), authorities: [...settings.get().authorities, ...added] });
    await onChanged();
    return added.length;
  }

  /** Trusts the authority no longer. @throws {AppError} `storage.write-failed`. */
  async revoke(fingerprint: string): Promise<void> {
    const { settings, onChanged } = this.#options;
    const { authorities } = settings.get();
    if (!authorities.some((one) => one.fingerprint === fingerprint)) return;
    settings.set({ ...settings.get(), authorities: authorities.filter((one) => one.fingerprint !== fingerprint) });
    log.audit('an authority is trusted no longer', { sha256: fingerprint });
    await onChanged();
  }
}

function checkRoom(settings: SettingsFile<NetworkSettings>, more: number): void {
  if (settings.get().authorities.length + more > MAX_AUTHORITIES)
    throw invalidFile('too-many', { limit: MAX_AUTHORITIES });
}

/** The stored authorities that can be trusted: a file that another program wrote may contain anything. */
export function trustable({ authorities }: Pick<NetworkSettings, 'authorities'>): readonly string[] {
  return authorities.flatMap(({ pem, fingerprint }) => {
    try {
      const certificate = new X509Certificate(pem);
      if (certificate.ca && certificate.fingerprint256 === fingerprint) return [certificate.toString()];
    } catch (error) {
      log.warn('a stored authority cannot be read', { error });
      return [];
    }
    log.warn('a stored authority is not what the list says', { sha256: fingerprint });
    return [];
  });
}
