/** The subscription of a VIS project and its quota. */
import { AppError } from '../../errors.ts';
import type { VendorClient } from '../core/client/client.ts';
import { accountFacts } from '../core/client/figures.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import { toQuotaFigures, toSubscription } from './mapping.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';

/** The quota is read in one call. */
export function createVisFacts(client: VendorClient<HuaweiVisOperations>): FactsPort {
  const subscription = async (signal: AbortSignal): Promise<FactsReading> => {
    try {
      const { data } = await client.call('getSubscription', {}, signal);
      return { figures: toQuotaFigures(data), subscription: toSubscription(data) };
    } catch (error) {
      // VIS answers a failure for a project that never subscribed; here that is a state, not a failure.
      if (!(error instanceof AppError) || error.code !== 'cloud.service-not-enabled') throw error;
      return { figures: [], subscription: { state: 'not-subscribed', sinceMs: null } };
    }
  };
  return accountFacts(client, {
    parts: [{ part: 'subscription', read: subscription }],
    notes: ['no-storage-published', 'no-expiry-published'],
  });
}
