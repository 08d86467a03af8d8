import { useWallPanel } from '../../state/page/wall-panel.ts';
import { ImportPanel } from './import-panel.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import './walls.css';

/** What stands beside the wall about walls; sequences and deleted things have panels of their own. */
export function WallSide() {
  const side = useWallPanel((state) => state.side);
  switch (side?.kind) {
    case 'versions':
      return <VersionsPanel key={side.wallId} wallId={side.wallId} />;
    case 'missing':
      return <MissingPanel key={side.wallId} wallId={side.wallId} />;
    case 'import':
      return <ImportPanel />;
    default:
      return null;
  }
}
