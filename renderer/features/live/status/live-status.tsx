/** Items of the status bar for the live screen: the load, the outages, how many tiles play. */
import { useText } from '../../../i18n/i18n.ts';
import type { StatusItem } from '../../../state/actions/area.ts';
import { useNavigation } from '../../../state/page/navigation.ts';
import { usePlayerCounts } from '../../../state/players/players.ts';
import { LoadButton } from './load-button.tsx';
import { OutageLine } from './outage-line.tsx';

function TileCount() {
  const t = useText();
  const { tiles, playing } = usePlayerCounts();
  const isLive = useNavigation((state) => state.screen === 'live');
  return isLive ? <span className="tile-count">{t('shell.status.tiles', { count: tiles, playing })}</span> : null;
}

export const liveStatus: readonly StatusItem[] = [
  { id: 'load', Content: LoadButton, after: 'clouds' },
  { id: 'outages', Content: OutageLine },
  { id: 'tiles', Content: TileCount, isAtEnd: true },
];
