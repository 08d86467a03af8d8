/** Reads the authorities of a file that a person chose. */
import { X509Certificate } from 'node:crypto';
import type { Authority } from '../../../preload/contract/network.ts';
import { certificateBlocks } from '../../../preload/domain/accounts/authorities.ts';
import type { FieldProblem } from '../../../preload/domain/field-problems.ts';
import { AppError } from '../../errors.ts';
import { nameIn } from '../accounts/media-certificates.ts';

export type AuthorityFacts = Omit<Authority, 'addedBy' | 'addedAtMs'>;

/**
 * @param text of a file in PEM.
 * @returns each authority once, in the order of the file.
 * @throws {AppError} `input.invalid-field` where one of its certificates cannot be trusted as an authority now: nothing of
 *   the file is taken then.
 */
export function authoritiesIn(text: string, nowMs: number): readonly AuthorityFacts[] {
  const blocks = certificateBlocks(text);
  if (typeof blocks === 'string') throw invalidFile(blocks);
  const found = blocks.map((block) => factsOf(block, nowMs));
  return [...new Map(found.map((one) => [one.fingerprint, one])).values()];
}

function factsOf(block: string, nowMs: number): AuthorityFacts {
  const certificate = read(block);
  if (!certificate.ca) throw invalidFile('no-authority');
  const [fromMs, validToMs] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  if (!(fromMs <= nowMs && nowMs < validToMs)) throw invalidFile('ended');
  return {
    fingerprint: certificate.fingerprint256,
    validToMs,
    pem: certificate.toString(),
    subject: nameIn(certificate.subject),
    issuer: nameIn(certificate.issuer),
  };
}

function read(block: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch (cause) {
    throw invalidFile('no-certificate', {}, cause);
  }
}

export function invalidFile(detail: FieldProblem, params: { readonly limit?: number } = {}, cause?: unknown): AppError {
  return new AppError('input.invalid-field', `authorities: ${detail}`, {
    params: { field: 'authorities', detail, ...params },
    cause,
  });
}
