/**
 * Quota and use of the accounts, as their clouds report them. Read on demand and stored for some minutes. Each part is
 * read separately, so that one refused part does not affect the others.
 */
import type { AccountFactsView } from '../../../preload/contract/cloud-facts.ts';
import type { CapabilityColumn } from '../../../preload/domain/accounts/capability.ts';
import type { FactNote, FactPart } from '../../../preload/domain/accounts/cloud-facts.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError, cancelled, isAbort, toWireError } from '../../errors.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import type { AccountStore } from './account-store.ts';
import { disabled, type Sessions } from './sessions.ts';

const LIFE_MS = 300_000;
/** Figures of one account beyond this many are not shown. */
const MAX_FIGURES = 500;

interface Reading {
  readonly abort: AbortController;
  readonly facts: Promise<AccountFactsView>;
}

interface AccountFactsOptions {
  readonly accountStore: AccountStore;
  readonly sessions: Sessions;
  readonly capabilities: () => readonly CapabilityColumn[];
}

export class AccountFactsService {
  readonly #options: AccountFactsOptions;
  readonly #known = new Map<AccountId, AccountFactsView>();
  readonly #readings = new Map<AccountId, Reading>();
  #columns: CapabilityColumn[] | null = null;

  constructor(options: AccountFactsOptions) {
    this.#options = options;
  }

  /**
   * @param isAnew asks the cloud even where an answer is remembered.
   * @throws {AppError} `account.not-found`, `account.disabled`, `vault.*`, `cancelled`, or what every part failed with.
   */
  async read(accountId: AccountId, isAnew: boolean): Promise<AccountFactsView> {
    const account = this.#options.accountStore.get(accountId);
    if (!account.isEnabled) throw disabled(account);
    const known = this.#known.get(accountId);
    if (!isAnew && known && Date.now() - known.readAtMs < LIFE_MS) return known;
    return await (this.#readings.get(accountId) ?? this.#start(accountId)).facts;
  }

  /** Ends a reading that is in progress; its callers get `cancelled`. */
  cancel(accountId: AccountId): void {
    this.#readings.get(accountId)?.abort.abort();
  }

  /** Discards the facts that were read of an account: its keys changed, or it is off or gone. */
  onAccount(accountId: AccountId): void {
    this.cancel(accountId);
    this.#readings.delete(accountId);
    this.#known.delete(accountId);
  }

  /** The table of what each cloud can do, made when it is first asked for. */
  capabilities(): CapabilityColumn[] {
    return (this.#columns ??= [...this.#options.capabilities()]);
  }

  dispose(): void {
    for (const id of this.#readings.keys()) this.cancel(id);
  }

  #start(accountId: AccountId): Reading {
    const abort = new AbortController();
    const facts = this.#ask(accountId, abort.signal)
      .then((read) => {
        if (this.#readings.get(accountId) === reading) this.#known.set(accountId, read);
        return read;
      })
      .catch((error: unknown) => {
        throw abort.signal.aborted || isAbort(error) ? cancelled('account.facts') : error;
      })
      .finally(() => {
        if (this.#readings.get(accountId) === reading) this.#readings.delete(accountId);
      });
    const reading: Reading = { abort, facts };
    this.#readings.set(accountId, reading);
    return reading;
  }

  async #ask(accountId: AccountId, signal: AbortSignal): Promise<AccountFactsView> {
    const { facts: port } = await this.#options.sessions.of(accountId);
    if (!port) throw new AppError('cloud.not-supported', 'this cloud tells nothing of its accounts');
    const readAtMs = Date.now();
    const results = await Promise.all(port.parts.map(({ part, read }) => askPart(part, read, signal)));
    signal.throwIfAborted();
    const failures = results.flatMap(({ part, failure }) => (failure === null ? [] : [{ part, failure }]));
    const [first] = failures;
    if (first && results.every(({ reading }) => reading === null)) throw first.failure;
    return {
      accountId,
      readAtMs,
      ...merge(
        port,
        results.flatMap(({ reading }) => reading ?? []),
      ),
      errors: failures.map(({ part, failure }) => ({ part, error: toWireError(failure) })),
      clockSkewMs: port.clockSkewMs,
    };
  }
}

interface PartResult {
  readonly part: FactPart;
  readonly reading: FactsReading | null;
  readonly failure: AppError | null;
}

async function askPart(
  part: FactPart,
  read: FactsPort['parts'][number]['read'],
  signal: AbortSignal,
): Promise<PartResult> {
  try {
    const reading = await read(signal);
    return { part, reading, failure: reading.failure ?? null };
  } catch (failure) {
    signal.throwIfAborted();
    if (!(failure instanceof AppError)) throw failure;
    return { part, reading: null, failure };
  }
}

function merge(
  port: FactsPort,
  readings: readonly FactsReading[],
): Pick<AccountFactsView, 'subscription' | 'figures' | 'notes'> {
  const all = readings.flatMap(({ figures }) => figures);
  const notes = new Set<FactNote>(port.notes);
  if (all.length > MAX_FIGURES || readings.some(({ isCut }) => isCut === true)) notes.add('list-cut');
  return {
    subscription: readings.find(({ subscription }) => subscription)?.subscription ?? null,
    figures: all.slice(0, MAX_FIGURES).map((figure) => ({ ...figure })),
    notes: [...notes],
  };
}
