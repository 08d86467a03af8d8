import type { ReactNode } from 'react';
import { StateGlyph } from '../icons/icon.tsx';
import type { StateName } from '../icons/names.ts';
import './tile.css';
import './tile-sizes.css';

interface TileHeadProps {
  readonly glyph: StateName;
  /** Null for a camera that the client does not know. */
  readonly number: number | null;
  readonly name: string;
  /** Tooltip of the name. */
  readonly title: string | undefined;
  /** Behind the name: signs of what the camera is or does. */
  readonly signs?: ReactNode;
  /** At the right end: source, stream, time. */
  readonly end: ReactNode;
}

/** Above the picture, so that nothing covers evidence: state, number, name, signs | what the tile says of the picture. */
export function TileHead({ glyph, number, name, title, signs, end }: TileHeadProps) {
  return (
    <figcaption className="tile-head">
      <StateGlyph name={glyph} />
      <b className="tile-no">{number ?? '–'}</b>
      <span className="tile-name" title={title}>
        {name}
      </span>
      {signs}
      <span className="tile-end">{end}</span>
    </figcaption>
  );
}
