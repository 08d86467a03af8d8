import { create } from 'zustand';
import { cellsOf, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import { useText } from '../../i18n/i18n.ts';
import { channelOfNumber } from '../../state/cameras/camera-search.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { contentName } from '../../state/walls/wall-words.ts';
import { landingOf } from '../../state/walls/wall-paging.ts';
import { selectWall, useWalls } from '../../state/walls/walls.ts';

/** The number that is being typed; empty while none is. */
export const useTypedNumber = create<{ readonly digits: string }>(() => ({ digits: '' }));

/** The typed number and its camera, large in the tile on which the camera will stand, for as long as it is being typed. */
export function TypedNumber({ layout }: { readonly layout: WallLayout }) {
  const digits = useTypedNumber((state) => state.digits);
  return digits === '' ? null : <Typed digits={digits} layout={layout} />;
}

function Typed({ digits, layout }: { readonly digits: string; readonly layout: WallLayout }) {
  const t = useText();
  const view = useDirectory((state) => state.view);
  const wall = useWalls(selectWall);
  const selected = useWalls((state) => state.selectedTile);
  const isMaximised = useWalls((state) => state.maximisedTile !== null);
  const channel = channelOfNumber(view, Number(digits));
  const landing = channel === null ? null : landingOf(channel.id);
  const tile = landing?.tile ?? selected ?? 0;
  const cell = cellsOf(layout)[tile];
  if (wall === null || cell === undefined) return null;
  const area = `${cell.y + 1} / ${cell.x + 1} / span ${cell.h} / span ${cell.w}`;
  const now = wall.tiles[tile] ?? null;
  const isThere = channel !== null && now === channel.id;
  const page = landing?.page ?? null;
  const params = { tile: tile + 1, instead: contentName(now), page: (page ?? 0) + 1 };
  const what =
    page !== null
      ? 'live.typed.page'
      : isThere
        ? 'live.typed.there'
        : now === null
          ? 'live.typed.place'
          : 'live.typed.instead';
  return (
    <div className="lv-typed" style={{ gridArea: isMaximised ? '1 / 1 / -1 / -1' : area }} aria-hidden>
      <b>{digits}</b>
      {channel === null ? (
        <span className="lv-typed-none">{t('live.typed.none')}</span>
      ) : (
        <>
          <span className="lv-typed-name">{channel.name}</span>
          <span className="t2">{t(what, params)}</span>
        </>
      )}
    </div>
  );
}
