/** One cell of the table of capabilities: what a cloud can do, why not, and where the cell leads. */
import type { Capability } from '../../../../preload/domain/accounts/capability.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { CapabilityColumn } from '../model/capabilities.ts';
import { goTo, openOperation } from '../../../state/page/navigation.ts';

export type Cell = CapabilityColumn['cells'][number];

/** The cells of which the documents say something short; the words are `clouds.capabilityFacts.<vendor>.<capability>`. */
export const FACTS: Readonly<Record<VendorId, readonly Capability[]>> = {
  'huawei-ivm': [
    'live-flv',
    'live-hls',
    'cloud-playback',
    'device-playback',
    'recording-plans',
    'snapshot',
    'ptz',
    'presets',
    'cruise-tracks',
    'target-libraries',
    'alarm-push',
    'statistics',
    'onboarding',
    'bulk-import',
    'device-settings',
  ],
  'huawei-vis': ['live-flv', 'live-hls', 'recording-plans', 'statistics', 'onboarding', 'device-settings'],
  'tencent-ivp': [
    'live-flv',
    'live-hls',
    'cloud-playback',
    'device-playback',
    'recording-download',
    'recording-plans',
    'ptz',
    'presets',
    'alarm-push',
    'analysis',
    'statistics',
    'onboarding',
    'bulk-import',
    'gateways',
  ],
  'aliyun-vcs': [
    'live-flv',
    'live-hls',
    'cloud-playback',
    'device-playback',
    'recording-plans',
    'snapshot',
    'target-libraries',
    'target-search',
    'alarm-push',
    'alarm-rules',
    'onboarding',
  ],
  'aliyun-cityvisual': ['live-rtmp', 'target-search', 'analysis'],
};

/** The words of the cell: those of the documents, or how much of it there is. */
export function shortWords(t: Text, vendor: VendorId, { capability, reason, operations }: Cell): string {
  const hasFact = operations.length > 0 && FACTS[vendor].includes(capability);
  if (hasFact) return (t as (key: string) => string)(`clouds.capabilityFacts.${vendor}.${capability}`);
  if (reason !== null) return t(`clouds.capabilities.short.${reason}`);
  return t('clouds.capabilities.operationCount', { count: operations.length });
}

/** Why the cell is what it is, in a sentence. */
export function reasonWords(t: Text, { reason }: Pick<Cell, 'reason'>): string {
  return reason === null ? t('clouds.capabilities.yes') : t(`clouds.capabilities.reasons.${reason}`);
}

/** Where a cell leads: to the live screen, to the first operation in the API console, or nowhere. */
export function leadOf({ state, operations }: Cell): 'screen' | 'operation' | null {
  if (operations.length === 0) return null;
  return state === 'yes' ? 'screen' : 'operation';
}

export function followLead(vendor: VendorId, cell: Cell): void {
  const [operationId] = cell.operations;
  const lead = leadOf(cell);
  if (lead === 'screen') goTo('live');
  else if (lead === 'operation' && operationId !== undefined) openOperation({ vendor, operationId });
}
