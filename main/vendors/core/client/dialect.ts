/**
 * The rules of a vendor that its contract does not contain: how it signs, encodes, judges, pages and names failures.
 */
import type { ErrorAction, ErrorCode } from '../../../../preload/domain/error.ts';
import type { Credential } from '../../../secret.ts';
import type { ItemFailure } from '../../../ports/calls.ts';
import type { Field, Operation } from '../contract/contract.ts';
import type { Pager } from '../contract/paging.ts';
import type { FollowUps } from './follow-up.ts';
import type { UploadForm } from '../http/form.ts';

/** A request with every parameter in its place, before it is signed. */
export interface Unsigned {
  readonly operation: Operation;
  readonly method: string;
  /** Base URL of the API, without a trailing slash. */
  readonly endpoint: string;
  /** Path with `{name}` places; those that the session supplies are still open. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** An upload, instead of `body`; the client sends it and names its content type. */
  readonly form?: UploadForm;
}

export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export type Verdict =
  | { readonly kind: 'ok'; readonly data: unknown }
  /** The cloud is still at work: ask again. */
  | { readonly kind: 'pending' }
  /** `isForeign`: another server wrote the refusal, see foreign.ts. */
  | {
      readonly kind: 'error';
      readonly code: string | null;
      readonly text: string | null;
      readonly isForeign?: boolean;
    };

export interface Mapped {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly action: ErrorAction;
}

export interface TimeCodec {
  /** @throws {RangeError} when the text names no time. */
  parse(text: string): number;
  format(atMs: number): string;
}

export interface Dialect extends Pager {
  /** Pure: the same input gives the same bytes, so that published test vectors can be replayed. */
  sign(request: Unsigned, credential: Credential, env: { readonly nowMs: number; readonly nonce: string }): Signed;
  /** One value as query pairs (or the text of a path place or header: the first pair's second half). */
  encode(field: Field, value: unknown): readonly (readonly [string, string])[];
  /** @param headers of the answer, names in lower case: one cloud hands its token out there. */
  judge(http: number, body: unknown, headers?: Readonly<Record<string, string>>): Verdict;
  errorOf(code: string | null, http: number): Mapped;
  timeOf(field: Field): TimeCodec;
  /** Least time between two calls of an operation for one camera. */
  readonly minGapMs: Readonly<Record<string, number>>;
  /** Operations that share a gap, each with the name of their group: they move the same motor. */
  readonly gapGroups?: Readonly<Record<string, string>>;
  /** Operations that the cloud still carries out after its answer, and how to detect their end. */
  readonly followUps?: FollowUps;
  /** Lower-case names of the headers that may carry the request id. */
  readonly requestIdHeaders: readonly string[];
  /** The request id where the cloud prints it in the answer itself; goes before the headers. */
  requestIdIn?(body: unknown): string | null;
  /** The failures inside an answer that was judged a success: a partial failure is never a success. */
  failuresIn?(operation: Operation, data: unknown): readonly ItemFailure[];
}
