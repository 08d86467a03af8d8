/** The booked quotas of an IVM account, and how much of each is in use. */
import type { VendorClient } from '../core/client/client.ts';
import { accountFacts, figure, firstRows } from '../core/client/figures.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import { toPackageFigure } from './mapping.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';

/** Packages and on-demand resources with the channels bound to them, and the number of devices. */
export function createIvmFacts(client: VendorClient<HuaweiIvmOperations>): FactsPort {
  const packages = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, isCut } = await firstRows(client.pages('listResources', {}, signal));
    return { figures: items.flatMap((one) => toPackageFigure(one) ?? []), isCut };
  };
  const devices = async (signal: AbortSignal): Promise<FactsReading> => {
    const { data } = await client.call('listDevices', { limit: 1, offset: 0 }, signal);
    return { figures: [figure('devices', data.total)] };
  };
  return accountFacts(client, {
    parts: [
      { part: 'packages', read: packages },
      { part: 'devices', read: devices },
    ],
    notes: ['no-storage-published'],
  });
}
