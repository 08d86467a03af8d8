/** Notes in the header of a tile: how its pictures keep up with the clock. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { usePlayBar } from '../play-bar/play-bar.ts';
import { ShortWords } from './short-words.tsx';

interface CameraProps {
  readonly channelId: ChannelId;
}

/** That key pictures only show, or how fast the recording plays. Above the picture: nothing covers evidence. */
export function SpeedWords({ channelId }: CameraProps) {
  const t = useText();
  const isByKeys = usePlayBar(({ standings }) => standings[channelId]?.keys === 'picture');
  const measured = usePlayBar(({ standings }) => standings[channelId]?.measuredRate ?? null);
  if (isByKeys) return <ShortWords words={t('playback.keys.only')} short={t('playback.keys.short')} />;
  return measured === null ? null : <span>{t('playback.measured', { rate: measured.toFixed(2) })}</span>;
}

/** By how much the picture is before or behind the common moment, once the operator could see it. */
export function SyncWords({ channelId }: CameraProps) {
  const t = useText();
  const errorMs = usePlayBar(({ standings }) => standings[channelId]?.syncErrorMs ?? null);
  if (errorMs === null) return null;
  const error = errorWordsOf(errorMs);
  return <ShortWords words={t('playback.syncError', { error })} short={error} />;
}

/** With its sign: ms below a second, else seconds to a tenth. */
function errorWordsOf(ms: number): string {
  const sizeMs = Math.abs(ms);
  return `${ms < 0 ? '−' : '+'}${sizeMs < 1_000 ? `${sizeMs} ms` : `${(sizeMs / 1_000).toFixed(1)} s`}`;
}
