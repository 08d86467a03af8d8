/** Accounts: one set of keys for one cloud. Times are epoch milliseconds UTC. */
import type { WireError } from '../error.ts';
import type { AccountId } from '../ids.ts';
import type { MediaCertificate, MediaHost } from './media-hosts.ts';
import type { VendorId } from '../vendor.ts';

/** Where the keys of an account live. `session`: this run only, because the keychain was not to be had. */
export type Persistence = 'keychain' | 'session';

export interface Account {
  readonly id: AccountId;
  readonly vendor: VendorId;
  readonly label: string;
  /** The region as the vendor spells it, or null where the cloud has one host. */
  readonly region: string | null;
  /** Base URL of the API. */
  readonly endpoint: string;
  /** The non-secret sign-in fields by the vendor's own names, such as `userId` and `ak`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly persistence: Persistence;
  readonly createdAtMs: number;
  /** False: kept, but nothing is sent to its cloud. */
  readonly isEnabled: boolean;
  /** Origins that the cloud does not document and to which a person agreed to send these keys. */
  readonly confirmedOrigins: readonly string[];
  /** Hosts whose pictures a person takes over plain http, for this account. They go with the address of the account. */
  readonly mediaHosts: readonly MediaHost[];
  /** Certificates of hosts of media that a person trusts, for this account. They go with the address of the account. */
  readonly mediaCertificates: readonly MediaCertificate[];
}

export type AccountHealth =
  | { readonly state: 'unchecked' }
  | { readonly state: 'checking' }
  | {
      readonly state: 'ok';
      readonly checkedAtMs: number;
      /** False while the cameras were read but no connection test ran: nothing is known of the token then. */
      readonly isTested: boolean;
      readonly tokenExpiresAtMs: number | null;
    }
  | { readonly state: 'failing'; readonly checkedAtMs: number; readonly error: WireError };
