import { useText } from '../../../i18n/i18n.ts';
import { useSession } from '../session.ts';
import { PastMenu } from './past-menu.tsx';
import { PastTile } from './past-tile.tsx';

/** Number of columns: never fewer than rows, because pictures are wider than high. */
const columnsFor = (count: number): number => Math.ceil(Math.sqrt(count));

/** One tile for each camera, or the one that was enlarged. */
export function PastGrid() {
  const t = useText();
  const cameras = useSession((state) => state.cameras);
  const selectedId = useSession((state) => state.selectedId);
  const enlargedId = useSession((state) => state.enlargedId);
  const shown = enlargedId === null ? cameras : cameras.filter(({ channelId }) => channelId === enlargedId);
  const columns = columnsFor(shown.length);
  const rows = Math.ceil(shown.length / columns);
  return (
    <div
      className="playback-grid"
      role="group"
      aria-label={t('playback.grid')}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {shown.map((camera) => (
        <PastTile key={camera.channelId} camera={camera} isSelected={camera.channelId === selectedId} />
      ))}
      <PastMenu />
    </div>
  );
}
