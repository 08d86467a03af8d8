/**
 * The one way to a cloud. It checks the parameters, signs, sends, judges and checks the answer, repeats a call where
 * that is safe, and turns every failure into an AppError with the cloud's own words. It logs names and numbers, never
 * URLs.
 */
import { randomUUID } from 'node:crypto';
import { ConcurrencyLimit } from '../../../concurrency-limit.ts';
import { AppError } from '../../../errors.ts';
import { log } from '../../../log.ts';
import { Redactor } from '../../../redactor.ts';
import type { Credential } from '../../../secret.ts';
import { safeText } from './answers/answer-error.ts';
import { callInPieces, type BatchOptions, type BatchReply } from './batch/batch.ts';
import { checkPieces, listIn, splitParams } from './batch/batch-params.ts';
import type { Catalogue, CatalogueEntry } from '../contract/catalogue.ts';
import { checkEndpoint, checkParams } from './answers/checks.ts';
import type { Dialect, Signed, Unsigned } from './dialect.ts';
import { maxAnswerBytesOf, MAX_GATHERED_FILE_BYTES } from './answers/answer-limits.ts';
import { Connections, exchange, ExchangeError } from '../http/exchange.ts';
import type { FollowUp } from './follow-up.ts';
import { judgeAnswer, type Attempt, type Reply } from './answers/judge.ts';
import type { AnswerOf, ListParamsOf, OperationIdOf, ParamsOf, RowOf } from '../contract/operations.ts';
import { listPathsOf, pagingOf, positionParams, rowsIn, totalIn } from '../contract/paging.ts';
import { pages, type FetchedPage } from './pages.ts';
import { pollUntilDone, type PollOptions, type WorkState } from './poll.ts';
import type { AnswerReader } from '../../../ports/answers.ts';
import type { ClientSettings } from '../../../ports/session.ts';
import { composeRequest } from './compose.ts';
import { nextDelayMs, pause, POLL, pollDelayMs, RETRY, type PollPolicy, type RetryPolicy } from '../http/retry.ts';
import { fileFieldOf, receive, type Transfer } from '../http/transfer.ts';
import { CallSpacing } from '../http/call-spacing.ts';

export type { Reply } from './answers/judge.ts';

/**
 * Gives the credential of a call. `renew` is asked once per call, when the cloud calls the token stale; null: it cannot
 * renew.
 */
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
  /** The account's own keys: an answer that repeats them is starred, whichever credential signs the call. */
  readonly keys?: Credential;
  /** The redactor of the account; without it the client makes its own. */
  readonly redactor?: Redactor | undefined;
  /** Reads long answers; without it they are read in this thread. */
  readonly reader?: AnswerReader | undefined;
  readonly timeoutMs?: number;
  /** Replaces the limit that follows from the document. */
  readonly maxBodyBytes?: number;
  /** Operations whose documented answers are longer than others, with the bytes that are read at most. */
  readonly longAnswers?: Readonly<Record<string, number>>;
  readonly maxConcurrent?: number;
  readonly retry?: RetryPolicy;
  readonly poll?: PollPolicy;
  readonly random?: () => number;
}

const TIMEOUT_MS = 15_000;
/** For calls that carry a file. */
const FILE_TIMEOUT_MS = 10 * 60_000;
/** No new attempt starts after this time, because a user waits for the answer. */
const MAX_CALL_MS = 20_000;
const MAX_CONCURRENT = 6;

/** The parameters that name the camera to which a documented gap applies. */
const CAMERA_IDS = ['device_id', 'channel_id', 'DeviceId', 'ChannelId'] as const;
/** Rows of a page unless the caller says otherwise: quick over 20,000 rows, answered within a second. */
const PAGE_ROWS = 500;

/** The part of {@link ClientOptions} that comes from the account. */
export const optionsOf = ({ endpoint, credential, redactor, reader }: ClientSettings) => ({
  endpoint,
  keys: credential,
  redactor,
  reader,
});

/** `Ops` is the generated interface of the vendor's operations. */
export class VendorClient<Ops> {
  /** Host and port of the API, for messages. */
  readonly host: string;
  /** Stars the secrets of the account in whatever the cloud says. */
  readonly redactor: Redactor;
  readonly #options: ClientOptions;
  readonly #endpoint: string;
  readonly #connections = new Connections();
  readonly #concurrency: ConcurrencyLimit;
  readonly #spacing = new CallSpacing();
  readonly #disposed = new AbortController();
  #clockSkewMs: number | null = null;

  /** @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) URL. */
  constructor(options: ClientOptions) {
    this.#options = options;
    this.#endpoint = checkEndpoint(options.endpoint);
    this.host = new URL(this.#endpoint).host;
    this.redactor = options.redactor ?? new Redactor();
    this.redactor.addKeys(Object.values(options.keys?.secrets ?? {}));
    this.#concurrency = new ConcurrencyLimit(options.maxConcurrent ?? MAX_CONCURRENT);
  }

  /** The cloud's clock minus ours at the latest answer, or null before the first. Good to a second. */
  get clockSkewMs(): number | null {
    return this.#clockSkewMs;
  }

  /**
   * Calls a documented operation. When the cloud is still at work on a read, the call is repeated until the read is
   * done.
   *
   * @param credentials instead of the client's own, for the call that fetches them.
   * @param transfer for calls that carry a file: where it goes, how large it may be, who watches.
   * @throws {AppError} and nothing else; `cancelled` when `signal` fired or the client was disposed, `cloud.pending`
   *   when the cloud was still at work after the longest wait.
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
        isRenewed = true; // the cloud refused the token, so even a write did not happen
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

  /** Least time between two calls of an operation with the same target, or null. The client keeps it. */
  minGapMs(operationId: string): number | null {
    return this.#options.dialect.minGapMs[operationId] ?? null;
  }

  /**
   * Walks a list to its end, page by page, whichever way the cloud counts; an operation that is not paged is one page.
   * Ids that choose what is listed go in pieces of the documented size, each a list of its own.
   *
   * @param params without the place and the size of a page.
   * @param pageSize rows per page; the documented maximum caps it.
   * @param maxRows the longest list that anybody could use.
   * @throws {AppError} as {@link call}, and `network.bad-answer` for a list without end.
   */
  async *pages<O extends OperationIdOf<Ops>>(
    operationId: O,
    params: ListParamsOf<Ops, O>,
    signal: AbortSignal,
    { pageSize = PAGE_ROWS, maxRows }: { readonly pageSize?: number; readonly maxRows?: number } = {},
  ): AsyncGenerator<FetchedPage<RowOf<AnswerOf<Ops, O>>>> {
    const { catalogue, dialect } = this.#options;
    const { operation, batch } = catalogue.entry(operationId);
    const paging = pagingOf(operation, dialect);
    type Rows = FetchedPage<RowOf<AnswerOf<Ops, O>>>;
    const rowPaths = paging?.rowPaths ?? listPathsOf(operation.result);
    for (const chosen of batch ? splitParams(batch, params) : [params]) {
      const fetch = async (position: { readonly limit: number; readonly offset: number }): Promise<Rows> => {
        const asked = { ...chosen, ...(paging && positionParams(paging, position)) };
        const { data } = await this.call(operationId, asked as ParamsOf<Ops, O>, signal);
        return { items: rowsIn(data, rowPaths) as Rows['items'], total: totalIn(data, paging?.totalPath ?? null) };
      };
      // where rows lie in several lists, a page may have fewer rows than its size before the last page
      const endsShort = rowPaths.length === 1;
      const bounds = { host: this.host, maxOffset: paging?.maxOffset ?? null, endsShort, ...(maxRows && { maxRows }) };
      yield* pages(paging?.dialect ?? { kind: 'none' }, pageSize, fetch, bounds);
    }
  }

  /**
   * Calls an operation over a list of any length: a long list is sent in pieces of the documented size, one after the
   * other, and the answers come as one. The failure of a piece is reported for each of its items, the others still
   * count; pieces of a write are repeated only where {@link call} would repeat them.
   *
   * @throws {AppError} `input.invalid-field` before anything is sent; `cancelled`; and the failure of the call when no piece
   *   of it was answered.
   */
  async callBatch<O extends OperationIdOf<Ops>>(
    operationId: O,
    params: ParamsOf<Ops, O>,
    signal: AbortSignal,
    options: BatchOptions = {},
  ): Promise<BatchReply<AnswerOf<Ops, O>>> {
    const entry = this.#options.catalogue.entry(operationId);
    const { batch, operation } = entry;
    if (!batch) throw new RangeError(`${operationId} takes no list that may be sent in pieces`);
    const items = listIn(params, batch);
    const withPiece = (piece: readonly unknown[]) => ({ ...params, [batch.list]: piece }) as ParamsOf<Ops, O>;
    checkPieces(entry, batch, items, withPiece);
    const ask = (piece: readonly unknown[]) => this.call(operationId, withPiece(piece), signal);
    const reply = await callInPieces(operation, batch, items, ask, options, signal);
    return reply as BatchReply<AnswerOf<Ops, O>>;
  }

  /**
   * Calls an operation that the cloud still carries out after its answer, and waits until the cloud reports the end.
   *
   * @param options.known what the call that is asked for progress needs beyond request and answer.
   * @returns the reply to the call itself; for an operation without documented progress that is all there is to wait for.
   * @throws {AppError} as {@link call}; `cloud.pending` when the work outlasts our patience, `cloud.refused` when the
   *   cloud gave it up, `cancelled`. The cloud may still finish the work.
   */
  async callAndWait<O extends OperationIdOf<Ops>>(
    operationId: O,
    params: ParamsOf<Ops, O>,
    signal: AbortSignal,
    options: PollOptions & { readonly known?: Readonly<Record<string, unknown>>; readonly transfer?: Transfer } = {},
  ): Promise<Reply<AnswerOf<Ops, O>>> {
    const { credentials, dialect } = this.#options;
    const reply = await this.call(operationId, params, signal, credentials, options.transfer);
    const followUp = dialect.followUps?.[operationId];
    if (followUp) await this.#follow(followUp, operationId, params, reply.data, signal, options);
    return reply;
  }

  async #follow(
    followUp: FollowUp,
    operationId: string,
    sent: Readonly<Record<string, unknown>>,
    answer: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    { known = {}, ...options }: PollOptions & { readonly known?: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    const { params, stateOf, endsWithNotFound } = followUp;
    const asked = params(sent, answer, known);
    const ask = async (stop: AbortSignal) =>
      (await this.call(followUp.ask as OperationIdOf<Ops>, asked as ParamsOf<Ops, OperationIdOf<Ops>>, stop)).data;
    try {
      await pollUntilDone(operationId, ask, (progress) => this.#safe(stateOf(progress, sent)), signal, options);
    } catch (error) {
      if (!(endsWithNotFound && error instanceof AppError && error.code === 'cloud.not-found')) throw error;
    }
  }

  /** The words with which a cloud reports failed work may contain anything, also a secret. */
  #safe(state: WorkState): WorkState {
    return state.kind === 'failed' ? { ...state, detail: safeText(this.redactor, state.detail) } : state;
  }

  /** The request of a call as it would be sent now, signed with `credential`. Sends nothing; `params` are taken as checked. */
  sketch(
    operationId: string,
    params: Readonly<Record<string, unknown>>,
    credential: Credential,
  ): { readonly unsigned: Unsigned; readonly signed: Signed } {
    const { catalogue, dialect } = this.#options;
    const unsigned = composeRequest(catalogue.entry(operationId).operation, params, dialect, this.#endpoint);
    return { unsigned, signed: dialect.sign(unsigned, credential, { nowMs: Date.now(), nonce: randomUUID() }) };
  }

  /** Cancels the running calls and closes the connections. */
  dispose(): void {
    this.#disposed.abort();
    this.#connections.dispose();
    if (this.#options.redactor === undefined) this.redactor.dispose();
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
    const { maxBodyBytes: all, longAnswers = {} } = this.#options;
    const maxBodyBytes = all ?? longAnswers[operation.id] ?? maxAnswerBytesOf(operation, dialect);
    const file =
      fileFieldOf(operation) === null ? null : receive(transfer, this.#options.maxBodyBytes ?? MAX_GATHERED_FILE_BYTES);
    const startedMs = performance.now();
    const finish = (fields: Readonly<Record<string, unknown>>) =>
      log.debug('cloud call', {
        vendor: catalogue.vendor,
        operation: operation.id,
        tookMs: Math.round(performance.now() - startedMs),
        ...fields,
      });
    this.redactor.learn(credential);
    try {
      const answer = await this.#inTurn(operation.id, params, signal, async (sent) => {
        const signed = dialect.sign(unsigned, credential, { nowMs: Date.now(), nonce: randomUUID() });
        const request = {
          ...signed,
          ...(form && { form, headers: { ...signed.headers, 'Content-Type': form.contentType } }),
          ...(file && { file }),
          onSent: (bytes: number, totalBytes: number) => transfer.onProgress?.({ direction: 'up', bytes, totalBytes }),
        };
        const timeoutMs = form || file ? FILE_TIMEOUT_MS : (this.#options.timeoutMs ?? TIMEOUT_MS);
        sent();
        return await exchange(request, this.#connections, { timeoutMs, maxBodyBytes }, signal);
      });
      this.#clockSkewMs = answer.clockSkewMs ?? this.#clockSkewMs;
      // Outside `#inTurn`: other calls of the account, such as a PTZ stop, do not wait until a long answer is read.
      const outcome = await judgeAnswer(entry, params, answer, file, this.#judges(), signal);
      const { status: httpStatus } = answer;
      finish('reply' in outcome ? { httpStatus } : { httpStatus, code: outcome.error.code });
      return outcome;
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      const { failure: reason, wasSent } = error;
      finish({ code: reason.code });
      const retryable = reason.retryable && !file?.hasDelivered();
      return { error: reason, failure: { retryable, wasSent, retryAfterMs: null } };
    }
  }

  #judges(): Parameters<typeof judgeAnswer>[4] {
    const { dialect, catalogue, reader = null } = this.#options;
    return { dialect, vendor: catalogue.vendor, host: this.host, redactor: this.redactor, reader };
  }

  /**
   * Waits for a documented gap before it takes a place under the concurrency limit, so that the gap of one camera does
   * not delay the calls to others.
   */
  #inTurn<T>(
    operationId: string,
    params: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    work: (sent: () => void) => Promise<T>,
  ): Promise<T> {
    const { minGapMs, gapGroups } = this.#options.dialect;
    const gapMs = minGapMs[operationId];
    const pass = (sent: () => void): Promise<T> => this.#concurrency.run(signal, () => work(sent));
    if (gapMs === undefined) return pass(() => {});
    const camera = CAMERA_IDS.map((name) => JSON.stringify(params[name] ?? ''));
    return this.#spacing.run([gapGroups?.[operationId] ?? operationId, ...camera].join(' '), gapMs, signal, pass);
  }
}
