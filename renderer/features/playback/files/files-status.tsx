import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useFiles } from './files.ts';

/** Of files that stand like a camera: how many there are, and how many of them need the operator. */
export function FilesStatus({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const count = useFiles(({ files }) => files.filter((file) => file.channelId === channelId).length);
  const placed = useFiles(
    ({ files, places }) =>
      files.filter(({ id, channelId: own }) => own === channelId && (places.get(id)?.range ?? null) !== null).length,
  );
  const words = [
    t('playback.files.count', { count }),
    placed === count ? '' : t('playback.files.unplaced', { count: count - placed }),
  ];
  return <p className="t2 playback-status">{words.filter((part) => part !== '').join(t('playback.comma'))}</p>;
}
