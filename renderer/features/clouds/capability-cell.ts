/** One cell of the table of capabilities: what a cloud can do, and why not. */
import type { Text } from '../../i18n/i18n.ts';
import type { CapabilityColumn } from '../../state/accounts/capabilities.ts';

export type Cell = CapabilityColumn['cells'][number];

/** Why the cell is what it is, in a sentence. */
export function reasonWords(t: Text, { reason }: Pick<Cell, 'reason'>): string {
  return reason === null ? t('clouds.capabilities.yes') : t(`clouds.capabilities.reasons.${reason}`);
}
