import { useEffect } from 'react';
import { closeSequences } from '../../state/sequences.ts';
import { useWallPanel } from '../../state/wall-panel.ts';
import { ImportPanel } from './import-panel.tsx';
import { MissingPanel } from './missing-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import './walls.css';

/** What stands beside the wall about walls. */
export function WallSide() {
  const side = useWallPanel((state) => state.side);
  // One thing at a time beside the wall, which keeps the room.
  useEffect(closeSequences, []);
  switch (side?.kind) {
    case undefined:
      return null;
    case 'versions':
      return <VersionsPanel key={side.wallId} wallId={side.wallId} />;
    case 'missing':
      return <MissingPanel key={side.wallId} wallId={side.wallId} />;
    case 'import':
      return <ImportPanel />;
  }
}
