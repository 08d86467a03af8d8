/** The walls, sites, sequences and bookmarks that use some cameras, in the questions before their deletion or replacement. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { bookmarkWords, useUses } from '../model/uses.ts';

/** More names are counted. */
const MAX_NAMES = 5;

interface DeletedUsesProps {
  readonly channelIds: readonly ChannelId[];
  readonly of: 'delete' | 'replace';
}

export function DeletedUses({ channelIds, of }: DeletedUsesProps) {
  const t = useText();
  const { walls, sites, sequences, groupSequences, bookmarks } = useUses(channelIds);
  // A camera that takes over stays in its own group of the cloud.
  const inSequences = of === 'delete' ? [...sequences, ...groupSequences] : sequences;
  const names = [
    ...walls.map(({ name }) => t('devices.uses.wall', { name })),
    ...sites.map(({ name }) => t('devices.uses.site', { name })),
    ...inSequences.map(({ name }) => t('devices.uses.sequence', { name })),
  ];
  const marks = bookmarkWords(t, bookmarks);
  const more = names.length - MAX_NAMES;
  const shown = [
    ...names.slice(0, MAX_NAMES),
    ...(more > 0 ? [t('devices.change.more', { count: more })] : []),
    ...(marks === null ? [] : [marks]),
  ];
  if (shown.length === 0) return null;
  return (
    <p role="note" className="devices-along">
      {t(of === 'delete' ? 'devices.change.uses' : 'devices.change.replaceUses', {
        names: shown.join(t('shell.comma')),
      })}
    </p>
  );
}
