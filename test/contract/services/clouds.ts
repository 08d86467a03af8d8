/** The accounts of the simulated clouds, as the form would send them. */
import type { AccountDraft } from '../../../preload/contract/account.ts';
import { providerOf } from '../../../preload/domain/accounts/providers.ts';
import { VENDOR_CODES, type VendorId } from '../../../preload/domain/vendor.ts';
import type { Simulator } from '../../simulator/simulator.ts';

export function draftFor(
  simulator: Simulator,
  vendor: VendorId,
  label: string = VENDOR_CODES[vendor],
): AccountDraft & { persistence: 'session' } {
  const { endpoint = '', credentials = {} } = simulator.clouds[vendor] ?? {};
  const pick = (secret: boolean): Record<string, string> =>
    Object.fromEntries(
      (providerOf(vendor)?.fields ?? []).flatMap((field) => {
        const value = credentials[field.name];
        return field.secret === secret && value !== undefined ? [[field.name, value]] : [];
      }),
    );
  return { vendor, label, endpoint, region: null, fields: pick(false), secrets: pick(true), persistence: 'session' };
}
