import { useText } from '../../i18n/i18n.ts';
import { joinChosen } from './model/wall-actions.ts';
import { chosenTiles, removeTiles, selectTile, useWalls } from '../../state/walls/walls.ts';

/** The number of tiles that are chosen together, and the actions that operators use most for them. */
export function ChosenTiles() {
  const t = useText();
  const count = useWalls((state) => chosenTiles(state).length);
  if (count < 2) return null;
  return (
    <span className="row g2 t2 lv-tb-note">
      <span className="lv-tb-facts">{t('live.toolbar.chosen', { count })}</span>
      <button
        type="button"
        className="btn sm"
        data-action="wall.join"
        title={t('live.actions.join')}
        onClick={joinChosen}
      >
        {t('live.layouts.join')}
      </button>
      <button
        type="button"
        className="btn sm"
        data-action="tile.remove"
        onClick={() => removeTiles(chosenTiles(useWalls.getState()))}
      >
        {t('live.toolbar.empty')}
      </button>
      <button
        type="button"
        className="btn sm lv-tb-facts"
        data-action="wall.back"
        onClick={() => selectTile(useWalls.getState().selectedTile)}
      >
        {t('live.toolbar.chooseNone')}
      </button>
    </span>
  );
}
