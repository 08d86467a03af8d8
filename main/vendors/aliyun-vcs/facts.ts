/** Usage of a VCS account, project by project. The document names no limits. */
import type { VendorClient } from '../core/client/client.ts';
import { accountFacts, amount, askEach, figure, firstRows, type Rows } from '../core/client/figures.ts';
import type { FactsPort, FactsReading } from '../../ports/facts.ts';
import { toComputeFigures, toInstanceFigure, toProjectFigures, type VcsCorp } from './mapping.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

const ONE = { PageNumber: '1', PageSize: '1' } as const;
const FIRST = { PageNumber: '1', PageSize: '100' } as const;

/**
 * Projects, devices and instances. The document demands that the usage of AI instances is asked for project by project.
 */
export function createVcsFacts(client: VendorClient<AliyunVcsOperations>): FactsPort {
  const corps = (signal: AbortSignal): Promise<Rows<VcsCorp>> => firstRows(client.pages('ListCorps', {}, signal));
  const projects = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, total, isCut } = await corps(signal);
    return { figures: [figure('projects', total ?? items.length), ...items.flatMap(toProjectFigures)], isCut };
  };
  const devices = async (signal: AbortSignal): Promise<FactsReading> => {
    const [recorders, cameras] = await Promise.all([
      client.call('DescribeNvrs', { PageNum: 1, PageSize: 1 }, signal),
      client.call('DescribeIpcs', { PageNum: 1, PageSize: 1 }, signal),
    ]);
    const count = (amount(recorders.data.Data?.TotalCount) ?? 0) + (amount(cameras.data.Data?.TotalCount) ?? 0);
    return { figures: [figure('devices', count)] };
  };
  const instances = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, total, isCut } = await firstRows(client.pages('ListInstances', {}, signal));
    return { figures: [figure('instances', total ?? items.length), ...items.map(toInstanceFigure)], isCut };
  };
  const compute = async (signal: AbortSignal): Promise<FactsReading> => {
    const { items, isCut } = await corps(signal);
    const named = items.filter(({ CorpId }) => CorpId);
    const { answers, failure } = await askEach(
      named,
      async ({ CorpId }) =>
        (await client.call('DescribeAIInstance', { ProjectId: CorpId ?? '', ...FIRST }, signal)).data.Data?.Records,
      signal,
    );
    const figures = toComputeFigures(answers.flatMap((records) => records ?? []));
    return { figures, isCut, ...(failure ? { failure } : {}) };
  };
  const watch = async (signal: AbortSignal): Promise<FactsReading> => {
    const { data } = await client.call('DescribeWatchPolicies', ONE, signal);
    return { figures: [figure('watch-policies', data.Data?.TotalCount)] };
  };
  return accountFacts(client, {
    parts: [
      { part: 'projects', read: projects },
      { part: 'devices', read: devices },
      { part: 'instances', read: instances },
      { part: 'compute', read: compute },
      { part: 'watch', read: watch },
    ],
    notes: ['no-quota-published', 'no-storage-published', 'no-expiry-published'],
  });
}
