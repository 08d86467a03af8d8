/**
 * Decides whether keys may go to an address: documented hosts always, simulated clouds on this computer where the client
 * was started for them, any other host only after a person said yes in a dialog of main's own.
 */
import { createHmac, randomBytes } from 'node:crypto';
import {
  distinctOrigins,
  keyAddresses,
  needsConsent,
  type AddressField,
  type KeyAddress,
} from '../../../preload/domain/accounts/key-addresses.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { AppError } from '../../errors.ts';
import type { ConfirmRequest } from '../../host.ts';
import { log } from '../../log.ts';
import type { Secrets } from './secrets.ts';
import { keyQuestion } from './key-question.ts';
import type { Questions } from '../shared/questions.ts';

interface ConsentOptions {
  readonly questions: Questions;
  readonly locale: () => DialogLocale;
  /** The client was started for simulated clouds: addresses of this computer are taken without a question, also http. */
  readonly hasLocalClouds: boolean;
}

interface Sending {
  readonly vendor: VendorId;
  readonly label: string;
  readonly addresses: readonly KeyAddress[];
  /** The keys that were typed in this request. */
  readonly secrets: Secrets;
}

/** Answers kept for this run. */
const MAX_ANSWERS = 500;

export class KeyConsent {
  readonly hasLocalClouds: boolean;
  readonly #questions: Questions;
  readonly #locale: () => DialogLocale;
  /** Digests of keys and origins that a person agreed to in this run, so that a test and the save after it ask once. */
  readonly #agreed = new Set<string>();
  readonly #digestKey = randomBytes(32);

  constructor({ questions, locale, hasLocalClouds }: ConsentOptions) {
    this.#questions = questions;
    this.#locale = locale;
    this.hasLocalClouds = hasLocalClouds;
  }

  /** @throws {AppError} `account.address-plain` for http to anything but a simulated cloud on this computer. */
  refusePlain(addresses: readonly KeyAddress[]): void {
    refusePlain(addresses, this.hasLocalClouds);
  }

  /**
   * Asks the user when one of the origins is not documented and has no consent yet. Shows one dialog for all of them.
   *
   * @param confirmed origins that were agreed to for this account earlier.
   * @returns the origins in use that need an agreement, all of them agreed to.
   * @throws {AppError} `account.address-refused`; nothing may be sent or stored then.
   */
  async agree(sending: Sending, confirmed: readonly string[]): Promise<readonly string[]> {
    const needed = distinctOrigins(sending.addresses).filter((one) => needsConsent(one, this.hasLocalClouds));
    const digestOf = (origin: string): string => this.#digest(sending, origin);
    const open = needed.filter(({ origin }) => !confirmed.includes(origin) && !this.#agreed.has(digestOf(origin)));
    const [first] = open;
    if (first !== undefined) {
      const digests = open.map(({ origin }) => digestOf(origin));
      const question = (): ConfirmRequest => keyQuestion({ ...sending, addresses: open }, this.#locale());
      const isYes = await this.#questions.ask(`keys ${digests.join()}`, question);
      log.audit('asked whether keys may go to a host', { hosts: open.map(({ host }) => host).join(), isYes });
      if (!isYes) throw addressRefused(first, sending.label);
      for (const digest of digests) this.#remember(digest);
    }
    return needed.map(({ origin }) => origin);
  }

  #digest({ vendor, secrets }: Sending, origin: string): string {
    const names = Object.keys(secrets).toSorted();
    return createHmac('sha256', this.#digestKey)
      .update(JSON.stringify([vendor, origin, names.map((name) => [name, secrets[name]?.reveal()])]))
      .digest('base64');
  }

  #remember(digest: string): void {
    const [oldest] = this.#agreed;
    if (this.#agreed.size >= MAX_ANSWERS && oldest !== undefined) this.#agreed.delete(oldest);
    this.#agreed.add(digest);
  }
}

/** The last check before the keys of a stored account are used, for every use. */
export function checkUsable(account: Account, hasLocalClouds: boolean): void {
  const addresses = keyAddresses(account.vendor, account.endpoint, account.fields);
  refusePlain(addresses, hasLocalClouds);
  const open = addresses.find(
    (one) => needsConsent(one, hasLocalClouds) && !account.confirmedOrigins.includes(one.origin),
  );
  if (open) throw addressRefused(open, account.label);
}

/** An http address outside this computer, or one on this computer where no simulated clouds are in use. */
export function addressPlain(field: AddressField, host: string): AppError {
  return new AppError('account.address-plain', `${field}: http is for simulated clouds only`, {
    params: { field, host },
    action: 'edit-account',
  });
}

function refusePlain(addresses: readonly KeyAddress[], hasLocalClouds: boolean): void {
  const plain = addresses.find(({ isPlain, kind }) => isPlain && !(kind === 'local' && hasLocalClouds));
  if (plain) throw addressPlain(plain.field, plain.host);
}

function addressRefused({ field, host }: KeyAddress, label: string): AppError {
  return new AppError('account.address-refused', `nobody agreed to send keys to ${host}`, {
    params: { field, host, label },
    action: 'edit-account',
  });
}
