/** The instances of a City Visual account: cameras against capacity, compute jobs against those planned. */
import type { VendorClient } from '../core/client/client.ts';
import { accountFacts, askEach, figure, firstRows, type Rows } from '../core/client/figures.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import { toComputeFigure, toInstanceFigure, type CityInstance } from './mapping.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';

/** Asks each instance for its cameras and its jobs. */
export function createCityFacts(client: VendorClient<AliyunCityvisualOperations>, RegionId: string): FactsPort {
  const listed = async (signal: AbortSignal): Promise<Rows<CityInstance>> => {
    const rows = await firstRows(client.pages('DescribeInstances', { RegionId }, signal));
    return { ...rows, items: rows.items.filter(({ InstanceId }) => InstanceId) };
  };
  const instances = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, total, isCut } = await listed(signal);
    const { answers, failure } = await askEach(
      items,
      async ({ InstanceId = '' }) => {
        const query = { InstanceId, RegionId, PageNumber: 1, PageSize: 1 };
        return (await client.call('DescribeCameras', query, signal)).data.TotalCount ?? null;
      },
      signal,
    );
    const figures = items.map((instance, i) => toInstanceFigure(instance, answers[i] ?? null));
    return {
      figures: [figure('instances', total ?? items.length), ...figures],
      isCut,
      ...(failure ? { failure } : {}),
    };
  };
  const compute = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, isCut } = await listed(signal);
    const { answers, failure } = await askEach(
      items,
      async ({ InstanceId = '' }) => {
        const query = { InstanceId, RegionId, PageNumber: 1, PageSize: 100 };
        return (await client.call('DescribeJobGroups', query, signal)).data.JobGroups?.JobGroup ?? [];
      },
      signal,
    );
    const figures = items.flatMap((instance, i) => {
      const groups = answers[i];
      return groups ? [toComputeFigure(instance, groups)] : [];
    });
    return { figures, isCut, ...(failure ? { failure } : {}) };
  };
  return accountFacts(client, {
    parts: [
      { part: 'instances', read: instances },
      { part: 'compute', read: compute },
    ],
    notes: ['no-storage-published', 'no-expiry-published'],
  });
}
