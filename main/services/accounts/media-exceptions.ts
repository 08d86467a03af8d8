/**
 * The ground of both exceptions that a person allows for the media of an account: a host over plain http (media-hosts.ts), and a
 * certificate that nobody vouches for (media-certificates.ts).
 */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { AppError } from '../../errors.ts';
import type { RevokedHost } from '../../ports/media-trust.ts';
import type { Questions } from '../shared/questions.ts';
import type { AccountStore } from './account-store.ts';
import type { AccountsService } from './accounts.ts';
import type { MediaRefusals } from './media-refusals.ts';

export interface MediaExceptionOptions {
  readonly accountStore: AccountStore;
  readonly accounts: Pick<AccountsService, 'changeMedia'>;
  readonly refusals: MediaRefusals;
  readonly questions: Questions;
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
  /** Called after an exception was allowed (`revoked` is null) or revoked. */
  readonly onChanged: (id: AccountId, revoked: RevokedHost | null) => void;
}

export function invalidHost(
  params: { readonly detail: 'unknown' } | { readonly detail: 'too-many'; readonly limit: number },
) {
  return new AppError('input.invalid-field', `host: ${params.detail}`, { params: { field: 'host', ...params } });
}
