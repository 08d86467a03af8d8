/** An account as the client stores it. */
import type { Account } from '../../../../../preload/domain/accounts/accounts.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';

/** An account of this run that is on, and of which nothing was confirmed. @param own the values that differ. */
export const storedAccount = (own: Partial<Account> = {}): Account => ({
  id: asAccountId('a1'),
  vendor: 'huawei-ivm',
  label: 'Shop',
  region: null,
  endpoint: 'https://cloud.example',
  fields: {},
  persistence: 'session',
  createdAtMs: 1,
  isEnabled: true,
  confirmedOrigins: [],
  mediaHosts: [],
  mediaCertificates: [],
  ...own,
});
