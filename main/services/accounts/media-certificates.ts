/**
 * Certificates of hosts of media that a person trusts for one account, although nobody vouches for them: off by default, one
 * certificate of one host and port at a time, and only of hosts that main itself refused in this run.
 */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { MAX_CERTIFICATE_CHARS, MAX_CERTIFICATE_NAME, MAX_MEDIA_HOSTS } from '../../../preload/domain/bounds.ts';
import type { ErrorCode } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { CertificateFacts, MediaCertificate } from '../../../preload/domain/accounts/media-hosts.ts';
import { isLocalUrl } from '../../addresses.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import { notTrusted } from '../../ports/media-trust.ts';
import { userName } from '../shared/user-name.ts';
import { invalidHost, type MediaExceptionOptions } from './media-exceptions.ts';
import { certificateQuestion } from './media-question.ts';
import { peerCertificate } from './peer-certificate.ts';

export class MediaCertificates {
  readonly #options: MediaExceptionOptions;

  constructor(options: MediaExceptionOptions) {
    this.#options = options;
  }

  /**
   * Looks at the certificate that the host shows now, asks a person in a dialog of main's own, then trusts that certificate
   * for media of the account.
   *
   * @param host with its port, as `untrustedHosts` of the account names it.
   * @returns whether the certificate is trusted now.
   * @throws {AppError} `account.not-found`, `input.invalid-field` for a host whose certificate was not refused in this run, or
   *   beyond MAX_MEDIA_HOSTS; `media.certificate-ended`, `network.*`, `storage.write-failed`.
   */
  async trust(id: AccountId, host: string): Promise<boolean> {
    const { accountStore, accounts, refusals, questions, locale } = this.#options;
    const { label, endpoint, mediaCertificates } = accountStore.get(id);
    if (!refusals.untrustedOf(id).includes(host)) throw invalidHost({ detail: 'unknown' });
    const before = mediaCertificates.find((known) => known.host === host) ?? null;
    if (before === null && mediaCertificates.length >= MAX_MEDIA_HOSTS)
      throw invalidHost({ detail: 'too-many', limit: MAX_MEDIA_HOSTS });
    const shown = await peerCertificate({ host, isLocalAllowed: isLocalUrl(endpoint) });
    const facts = factsOf(shown, host);
    const subject = { host, label, ...facts, isOther: before !== null };
    const question = `certificate ${id} ${host} ${facts.fingerprint}`;
    const isYes = await questions.ask(question, () => certificateQuestion(subject, locale()));
    // Meanwhile the account may have gone to another address, where nobody was asked about its media.
    const isMeant = isYes && refusals.untrustedOf(id).includes(host);
    const audited = { accountId: id, host, sha256: facts.fingerprint, isAllowed: isMeant };
    if (isMeant) {
      const by = { allowedBy: userName(), allowedAtMs: Date.now() };
      const entry: MediaCertificate = { host, ...by, ...facts, pem: shown.toString() };
      await accounts.changeMedia(id, (account) => ({
        mediaCertificates: [...account.mediaCertificates.filter((one) => one.host !== host), entry],
      }));
      refusals.settle(id, host);
    }
    log.audit('asked whether a certificate of a host of pictures is trusted', audited);
    if (isMeant) this.#options.onChanged(id, null);
    return isMeant;
  }

  /** Trusts the certificate no longer. @throws {AppError} `account.not-found`, `storage.write-failed`. */
  async revoke(id: AccountId, host: string): Promise<void> {
    const { accountStore, accounts } = this.#options;
    const known = accountStore.get(id).mediaCertificates.find((one) => one.host === host);
    if (known === undefined) return;
    await accounts.changeMedia(id, ({ mediaCertificates }) => ({
      mediaCertificates: mediaCertificates.filter((one) => one.host !== host),
    }));
    const failure = notTrusted(host, refusalOf(known));
    this.#options.refusals.note(id, failure); // a person may trust it again
    const audited = { accountId: id, host, sha256: known.fingerprint };
    log.audit('a certificate of a host of pictures is trusted no longer', audited);
    this.#options.onChanged(id, { host, failure });
  }
}

/** Why nobody vouches for a certificate, as the next attempt to open its host finds out. */
function refusalOf({ host, pem, subject, issuer }: MediaCertificate): ErrorCode {
  if (subject === issuer) return 'network.certificate-self-signed';
  const name = new URL(`https://${host}/`).hostname.replace(/^\[|\]$/g, '');
  const certificate = new X509Certificate(pem);
  const named = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
  return named === undefined ? 'network.certificate-other-host' : 'network.certificate-unknown-issuer';
}

/** @throws {AppError} `media.certificate-ended`; `network.tls` for a certificate beyond all measure. */
function factsOf(shown: X509Certificate, host: string): CertificateFacts {
  const validToMs = Date.parse(shown.validTo);
  if (!(validToMs > Date.now())) throw new AppError('media.certificate-ended', 'ended', { params: { host } });
  if (shown.toString().length > MAX_CERTIFICATE_CHARS) throw notTrusted(host, 'network.tls');
  return { fingerprint: shown.fingerprint256, validToMs, subject: nameIn(shown.subject), issuer: nameIn(shown.issuer) };
}

/** The parts of a name of a certificate in one line, without characters that would change the lines around it. */
export function nameIn(name: string | undefined): string {
  const parts = (name ?? '').split('\n').join(', ');
  return parts.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').slice(0, MAX_CERTIFICATE_NAME);
}
