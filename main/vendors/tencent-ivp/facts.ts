/** The use of an IVP account. The document names no limits, except the number of service nodes. */
import type { VendorClient } from '../core/client/client.ts';
import { accountFacts, figure } from '../core/client/figures.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import { ROOT_ORGANIZATION } from './mapping.ts';
import type { TencentIvpOperations } from './operations.gen.ts';

/** The document's own sample lists a node thrice. */
const distinct = (nodes: readonly { readonly Value?: string }[] | undefined): number =>
  new Set((nodes ?? []).map(({ Value }) => Value)).size;

/** Five short lists and counts. */
export function createIvpFacts(client: VendorClient<TencentIvpOperations>): FactsPort {
  const nodes = async (signal: AbortSignal): Promise<FactsReading> => {
    const [mine, all] = await Promise.all([
      client.call('listDeviceServiceNodes', {}, signal),
      client.call('listServiceNodes', {}, signal),
    ]);
    return { figures: [figure('service-nodes', distinct(mine.data.Data), { limit: distinct(all.data.Data) })] };
  };
  const domains = async (signal: AbortSignal): Promise<FactsReading> => {
    const { data } = await client.call('listDomains', {}, signal);
    return { figures: [figure('play-domains', data.Data?.length ?? 0)] };
  };
  const devices = async (signal: AbortSignal): Promise<FactsReading> => {
    const query = { OrganizationId: ROOT_ORGANIZATION, IsContainSubLevel: true, PageNumber: 1, PageSize: 1 };
    const { data } = await client.call('listDevices', query, signal);
    return { figures: [figure('devices', data.Data?.TotalCount)] };
  };
  const gateways = async (signal: AbortSignal): Promise<FactsReading> => {
    const { data } = await client.call('listGateways', { PageNumber: 1, PageSize: 1 }, signal);
    return { figures: [figure('gateways', data.Data?.TotalCount)] };
  };
  const recording = async (signal: AbortSignal): Promise<FactsReading> => {
    const { data } = await client.call('listAllLiveRecordPlanChannels', {}, signal);
    return { figures: [figure('recorded-channels', new Set(data.Data?.List ?? []).size)] };
  };
  return accountFacts(client, {
    parts: [
      { part: 'service-nodes', read: nodes },
      { part: 'play-domains', read: domains },
      { part: 'devices', read: devices },
      { part: 'gateways', read: gateways },
      { part: 'recording', read: recording },
    ],
    notes: ['no-quota-published', 'no-storage-published', 'no-expiry-published'],
  });
}
