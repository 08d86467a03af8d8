import { useWallPanel } from '../../state/page/wall-panel.ts';
import { ImportPanel } from './import-panel.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import './walls.css';

/** The panels beside the wall that concern walls; sequences and deleted things have their own panels. */
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
