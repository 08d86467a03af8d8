import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { bitrateText, secondsText } from '../../../ui/format.ts';

/** The player's figures, top right on the picture: the camera's own clock is bottom right or top left. */
export function TileStatistics({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const statistics = usePlayers((state) => selectPlayer(slotKey)(state)?.statistics);
  if (!statistics || statistics.width === 0) return <div className="tile-stats">{t('tiles.statistics.unknown')}</div>;
  const { codec, width, height, fps, bitrateBps, droppedFrames, transport, stalls, firstFrameMs } = statistics;
  const picture = [codec, `${width}×${height}`, t('tiles.statistics.fps', { count: Math.round(fps) })];
  const flow = [
    bitrateBps === null ? null : bitrateText(bitrateBps),
    t('tiles.statistics.dropped', { count: droppedFrames }),
    transport === 'hls' ? t('tiles.statistics.hls') : t('tiles.statistics.flv'),
  ];
  const course = [
    firstFrameMs === null ? null : t('tiles.statistics.first', { seconds: secondsText(firstFrameMs) }),
    stalls === 0 ? null : t('tiles.statistics.stalls', { count: stalls }),
  ];
  return <div className="tile-stats">{[picture, flow, course].map(joined).filter(Boolean).join('\n')}</div>;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('  ');
}
