/**
 * The one way to a cloud. It checks what is sent, signs, sends, judges, checks what came back, repeats what may be
 * repeated, and turns every failure into an AppError with the cloud's own words. It logs names and numbers, never URLs.
 */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Credential } from '../../secret.ts';
import { badAnswer, vendorFailure } from './answer-error.ts';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';
import type { Dialect, ItemFailure } from './dialect.ts';
import { Connections, exchange, ExchangeError, type ExchangeAnswer } from './exchange.ts';
import { parseLossless } from './lossless.ts';
import type { AnswerOf, OperationIdOf, ParamsOf } from './operations.ts';
import { composeRequest } from './compose.ts';
import {
  nextDelayMs,
  parseRetryAfter,
  pause,
  POLL,
  pollDelayMs,
  RETRY,
  type Failure,
  type PollPolicy,
  type RetryPolicy,
} from './retry.ts';
import { fileFieldOf, receive, type Reception, type Transfer } from './transfer.ts';
import { Spacer, Turnstile } from './turnstile.ts';

/** Gives what a call is signed with. `renew` is asked once per call, when the cloud calls the token stale; null: cannot. */
export interface CredentialSource {
  current(signal: AbortSignal): Promise<Credential>;
  renew(stale: Credential, signal: AbortSignal): Promise<Credential | null>;
}

export interface ClientOptions {
  /** Base URL of the API. */
  readonly endpoint: string;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly credentials: CredentialSource;
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
  readonly maxConcurrent?: number;
  readonly retry?: RetryPolicy;
  readonly poll?: PollPolicy;
  readonly random?: () => number;
}

export interface Reply<A> {
  readonly data: A;
  readonly httpStatus: number;
  readonly requestId: string | null;
  /** The items of a batch that failed; absent when all went well. */
  readonly failures?: readonly ItemFailure[];
}

interface Attempt {
  readonly failure: Failure;
  readonly error: AppError;
  /** The cloud is still at work on it: no failure yet. */
  readonly isPending?: boolean;
}

const TIMEOUT_MS = 15_000;
/** For calls that carry a file. */
const FILE_TIMEOUT_MS = 10 * 60_000;
/** No new attempt after this: somebody is waiting in front of the screen. */
const MAX_CALL_MS = 20_000;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_CONCURRENT = 6;
const MAX_REQUEST_ID = 128;

/** `Ops` is the generated interface of the vendor's operations. */
export class VendorClient<Ops> {
  /** Host and port of the API, for messages. */
  readonly host: string;
  readonly #options: ClientOptions;
  readonly #endpoint: string;
  readonly #connections = new Connections();
  readonly #turnstile: Turnstile;
  readonly #spacer = new Spacer();
  readonly #disposed = new AbortController();
  #clockSkewMs: number | null = null;

  /** @throws {AppError} `input.invalid-field` when the endpoint is no http(s) URL. */
  constructor(options: ClientOptions) {
    this.#options = options;
    this.#endpoint = checkEndpoint(options.endpoint);
    this.host = new URL(this.#endpoint).host;
    this.#turnstile = new Turnstile(options.maxConcurrent ?? MAX_CONCURRENT);
  }

  /** The cloud's clock minus ours at the latest answer, or null before the first. Good to a second. */
  get clockSkewMs(): number | null {
    return this.#clockSkewMs;
  }

  /**
   * Calls a documented operation. A read that the cloud is still at work on is asked again until it is done.
   *
   * @param credentials instead of the client's own, for the call that fetches them.
   * @param transfer for calls that carry a file: where it goes, how large it may be, who watches.
   * @throws {AppError} and nothing else; `cancelled` when `signal` fired or the client was disposed, `cloud.pending` when
   *   the cloud was still at work after the longest wait.
   */
  async call<O extends OperationIdOf<Ops>>(
    operationId: O,
    params: ParamsOf<Ops, O>,
    signal: AbortSignal,
    credentials: CredentialSource = this.#options.credentials,
    transfer: Transfer = {},
  ): Promise<Reply<AnswerOf<Ops, O>>> {
    const entry = this.#options.catalogue.entry(operationId);
    const checked = checkParams(entry, params);
    const stop = AbortSignal.any([signal, this.#disposed.signal]);
    let credential = await credentials.current(stop);
    let isRenewed = false;
    const startedMs = performance.now();
    const { retry = RETRY, poll = POLL, random = Math.random } = this.#options;
    let attempt = 1;
    let pendings = 0;
    for (;;) {
      const outcome = await this.#attempt(entry, checked, credential, transfer, stop);
      if ('reply' in outcome) return outcome.reply as Reply<AnswerOf<Ops, O>>;
      const { failure, error } = outcome;
      if (error.code === 'auth.expired-token' && !isRenewed) {
        isRenewed = true; // the cloud refused at the door, so even a write did not happen
        const renewed = await credentials.renew(credential, stop);
        if (!renewed) throw error;
        credential = renewed;
        continue;
      }
      if (outcome.isPending && entry.effect === 'read') {
        const delayMs = pollDelayMs((pendings += 1), poll, random());
        if (performance.now() - startedMs + delayMs > poll.maxMs) throw error;
        await pause(delayMs, stop);
        continue;
      }
      const delayMs = nextDelayMs(failure, entry.effect, attempt, retry, random());
      if (delayMs === null || performance.now() - startedMs > MAX_CALL_MS) throw error;
      await pause(delayMs, stop);
      attempt += 1;
    }
  }

  /** Cancels what is under way and closes the connections. */
  dispose(): void {
    this.#disposed.abort();
    this.#connections.dispose();
  }

  async #attempt(
    entry: CatalogueEntry,
    params: Readonly<Record<string, unknown>>,
    credential: Credential,
    transfer: Transfer,
    signal: AbortSignal,
  ): Promise<Attempt | { readonly reply: Reply<unknown> }> {
    const { dialect, catalogue } = this.#options;
    const { operation } = entry;
    const unsigned = composeRequest(operation, params, dialect, this.#endpoint);
    const { form } = unsigned;
    const maxBodyBytes = this.#options.maxBodyBytes ?? MAX_BODY_BYTES;
    const file = fileFieldOf(operation) === null ? null : receive(transfer, maxBodyBytes);
    const gapMs = dialect.minGapMs[operation.id];
    const startedMs = performance.now();
    const finish = (fields: Readonly<Record<string, unknown>>) =>
      log.debug('cloud call', {
        vendor: catalogue.vendor,
        operation: operation.id,
        tookMs: Math.round(performance.now() - startedMs),
        ...fields,
      });
    try {
      return await this.#turnstile.pass(signal, async () => {
        if (gapMs !== undefined) await this.#spacer.keep(`${operation.id} ${unsigned.path}`, gapMs, signal);
        const signed = dialect.sign(unsigned, credential, { nowMs: Date.now(), nonce: randomUUID() });
        const request = {
          ...signed,
          ...(form && { form, headers: { ...signed.headers, 'Content-Type': form.contentType } }),
          ...(file && { file }),
          onSent: (bytes: number, totalBytes: number) => transfer.onProgress?.({ direction: 'up', bytes, totalBytes }),
        };
        const timeoutMs = form || file ? FILE_TIMEOUT_MS : (this.#options.timeoutMs ?? TIMEOUT_MS);
        const answer = await exchange(request, this.#connections, { timeoutMs, maxBodyBytes }, signal);
        this.#clockSkewMs = answer.clockSkewMs ?? this.#clockSkewMs;
        const outcome = this.#judge(entry, answer, credential, file);
        finish(
          'reply' in outcome ? { httpStatus: answer.status } : { httpStatus: answer.status, code: outcome.error.code },
        );
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      const { failure: reason, wasSent } = error;
      finish({ code: reason.code });
      const retryable = reason.retryable && !file?.hasDelivered();
      return { error: reason, failure: { retryable, wasSent, retryAfterMs: null } };
    }
  }

  #judge(
    entry: CatalogueEntry,
    answer: ExchangeAnswer,
    credential: Credential,
    file: Reception | null,
  ): Attempt | { readonly reply: Reply<unknown> } {
    const { dialect, catalogue } = this.#options;
    const { operation } = entry;
    const isFine = answer.status >= 200 && answer.status < 300;
    const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], Date.now());
    const failed = (error: AppError): Attempt => ({
      error,
      failure: { retryable: error.retryable, wasSent: true, retryAfterMs },
    });

    const contextOf = (requestId: string | null) =>
      ({ vendor: catalogue.vendor, operation: operation.id, httpStatus: answer.status, requestId }) as const;
    const headerId = requestIdOf(answer, dialect.requestIdHeaders);
    if (answer.isFile) {
      const data = { [fileFieldOf(operation) ?? '']: file?.gathered() };
      return { reply: { data, httpStatus: answer.status, requestId: headerId } };
    }
    let body: unknown = null;
    try {
      body = answer.body === '' ? null : parseLossless(answer.body);
    } catch (cause) {
      if (isFine) return failed(badAnswer(contextOf(headerId), this.host, describeBody(answer), true, cause));
    }
    const requestId = dialect.requestIdIn?.(body)?.slice(0, MAX_REQUEST_ID) ?? headerId;
    const context = contextOf(requestId);
    const verdict = dialect.judge(answer.status, body, answer.headers);
    if (verdict.kind === 'pending') {
      const vendor = vendorFailure(context, null, null, credential);
      const error = new AppError('cloud.pending', `${operation.id}: still at work`, { retryable: true, vendor });
      return { ...failed(error), isPending: true };
    }
    if (verdict.kind === 'error') {
      const mapped = dialect.errorOf(verdict.code, answer.status);
      const vendor = vendorFailure(context, verdict.code, verdict.text, credential);
      const seconds = retryAfterMs === null ? {} : { seconds: Math.ceil(retryAfterMs / 1000) };
      const params = { host: this.host, ...seconds };
      const message = `${operation.id}: ${verdict.code ?? `HTTP ${answer.status}`}`;
      return failed(new AppError(mapped.code, message, { ...mapped, params, vendor }));
    }
    if (file) return failed(badAnswer(context, this.host, 'data instead of a file', false));
    const read = readAnswer(entry, verdict.data ?? {});
    if ('data' in read) {
      const failures = dialect.failuresIn?.(operation, read.data) ?? [];
      const partial = failures.length > 0 ? { failures } : {};
      return { reply: { data: read.data, httpStatus: answer.status, requestId, ...partial } };
    }
    return failed(badAnswer(context, this.host, read.detail, false, read.cause));
  }
}

/** Plain http is allowed where the user typed it: simulators and test gateways. */
function checkEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppError('input.invalid-field', 'the endpoint is no web address', {
      params: { field: 'endpoint' },
      action: 'edit-account',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function checkParams(entry: CatalogueEntry, params: object): Readonly<Record<string, unknown>> {
  const parsed = entry.request.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].join('.') || entry.operation.id;
  throw new AppError('input.invalid-field', `${entry.operation.id}: ${field}: ${issue?.message ?? 'invalid'}`, {
    params: { field, detail: issue?.message ?? 'invalid' },
    cause: parsed.error,
  });
}

function readAnswer(
  entry: CatalogueEntry,
  raw: unknown,
): { readonly data: unknown } | { readonly detail: string; readonly cause: unknown } {
  try {
    const parsed = entry.answer.safeParse(raw);
    if (parsed.success) return { data: parsed.data };
    const [issue] = parsed.error.issues;
    return { detail: `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'wrong type'}`, cause: parsed.error };
  } catch (cause) {
    return { detail: 'data that is nested too deep', cause }; // the only thing that makes the parser throw
  }
}

function requestIdOf(answer: ExchangeAnswer, headers: readonly string[]): string | null {
  for (const name of headers) {
    const value = answer.headers[name];
    if (value) return value.slice(0, MAX_REQUEST_ID);
  }
  return null;
}

function describeBody(answer: ExchangeAnswer): string {
  if (/^\s*</.test(answer.body)) return 'a web page instead of data (a proxy or a sign-in page?)';
  return 'data that is cut off or is no JSON';
}
