/**
 * The hosts from which a person takes pictures of one account over plain http: off by default, one host and port at a time, and
 * only hosts that main itself refused in this run, so that a script in the page can ask about no other.
 */
import { MAX_MEDIA_HOSTS } from '../../../preload/domain/bounds.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { log } from '../../log.ts';
import { notEncrypted } from '../../ports/media-trust.ts';
import { userName } from '../shared/user-name.ts';
import { invalidHost, type MediaExceptionOptions } from './media-exceptions.ts';
import { mediaQuestion } from './media-question.ts';

export class MediaHosts {
  readonly #options: MediaExceptionOptions;

  constructor(options: MediaExceptionOptions) {
    this.#options = options;
  }

  /**
   * Asks a person in a dialog of main's own, then takes media of the account from the host.
   *
   * @param host with its port, as `refusedHosts` of the account names it.
   * @returns whether the host is allowed now.
   * @throws {AppError} `account.not-found`, `input.invalid-field` for a host that was not refused in this run, or beyond
   *   MAX_MEDIA_HOSTS; `storage.write-failed`.
   */
  async allow(id: AccountId, host: string): Promise<boolean> {
    const { accountStore, accounts, refusals, questions, locale } = this.#options;
    const { label, mediaHosts } = accountStore.get(id);
    if (mediaHosts.some((known) => known.host === host)) return true;
    this.#checkRefused(id, host);
    if (mediaHosts.length >= MAX_MEDIA_HOSTS) throw invalidHost({ detail: 'too-many', limit: MAX_MEDIA_HOSTS });
    const isYes = await questions.ask(`media ${id} ${host}`, () => mediaQuestion({ host, label }, locale()));
    // Meanwhile the account may have gone to another address, where nobody was asked about its media.
    const isMeant = isYes && refusals.of(id).includes(host);
    if (isMeant) {
      const entry = { host, allowedBy: userName(), allowedAtMs: Date.now() };
      await accounts.changeMedia(id, (account) => ({
        mediaHosts: [...account.mediaHosts.filter((one) => one.host !== host), entry],
      }));
    }
    log.audit('asked whether pictures may come over plain http', { accountId: id, host, isAllowed: isMeant });
    if (isMeant) this.#options.onChanged(id, null);
    return isMeant;
  }

  /** Refuses the host again. @throws {AppError} `account.not-found`, `storage.write-failed`. */
  async revoke(id: AccountId, host: string): Promise<void> {
    const { accountStore, accounts } = this.#options;
    if (!accountStore.get(id).mediaHosts.some((known) => known.host === host)) return;
    await accounts.changeMedia(id, ({ mediaHosts }) => ({ mediaHosts: mediaHosts.filter((one) => one.host !== host) }));
    log.audit('pictures over plain http are refused again', { accountId: id, host });
    this.#options.onChanged(id, { host, failure: notEncrypted(host) });
  }

  #checkRefused(id: AccountId, host: string): void {
    if (!this.#options.refusals.of(id).includes(host)) throw invalidHost({ detail: 'unknown' });
  }
}
