import { useState } from 'react';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { useText } from '../../i18n/i18n.ts';
import { printedKeys, useActionProps } from '../../state/actions/shortcuts.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { useLimitedTiles } from '../../state/players/players.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { Menu } from '../../ui/float/menu.tsx';
import { STREAM_CHOICES } from './model/stream-choice.ts';
import { chooseWallStream, selectWallStream } from './model/wall-stream.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The stream of all tiles of the wall: by the size of each tile, main or sub. */
export function WallQuality({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const [at, setAt] = useState<Point | null>(null);
  const now = usePreferences(selectWallStream(wall.id));
  const limited = useLimitedTiles(wall);
  const label = t(`live.quality.${now ?? 'auto'}`);
  const limit = limited === 0 ? '' : t('live.quality.limited', { count: limited });
  const help = [label, limit, t('live.quality.help')].filter((words) => words !== '').join('\n');
  const items = STREAM_CHOICES.map((choice) => ({
    id: `quality-${choice ?? 'auto'}`,
    name: t(`live.quality.items.${choice ?? 'auto'}`),
    ...(choice === null ? { keys: printedKeys('wall.stream') } : {}),
    isChecked: choice === now,
    run: () => chooseWallStream(choice),
  }));
  return (
    <>
      <button
        type="button"
        className="btn sm gh lv-quality"
        {...useActionProps('wall.stream')}
        title={help}
        aria-label={[label, limit].filter((words) => words !== '').join(t('shell.comma'))}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom + 2 });
        }}
      >
        <Icon name="layers" size={14} />
        <span className="lv-tb-words">{label}</span>
        {limited === 0 ? null : <span className="lv-tb-words st-delayed">{limit}</span>}
        <Icon name="chev-d" size={12} />
      </button>
      {at === null ? null : <Menu label={t('live.quality.label')} items={items} at={at} onClose={() => setAt(null)} />}
    </>
  );
}
