import { memo } from 'react';
import type { SpecialTile as Content } from '../../../../preload/domain/walls/wall.ts';
import { AlarmTile } from './special-alarm.tsx';
import { HotspotTile } from './special-hotspot.tsx';
import type { SpecialProps } from '../base/special-props.ts';
import { SequenceTile } from './special-sequence.tsx';

interface SpecialTileProps extends SpecialProps {
  readonly content: Content;
}

/** A tile that chooses its content by itself. */
export const SpecialTile = memo(function SpecialTile({ content, ...props }: SpecialTileProps) {
  switch (content.kind) {
    case 'sequence':
      return <SequenceTile {...props} sequenceId={content.sequenceId} />;
    case 'hotspot':
      return <HotspotTile {...props} />;
    case 'alarm':
      return <AlarmTile {...props} />;
    default:
      return content satisfies never;
  }
});
