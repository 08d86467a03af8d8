import { useShallow } from 'zustand/shallow';
import { useText } from '../../i18n/i18n.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { selectPaging, turnPage, useWalls } from '../../state/walls/walls.ts';
import { IconButton } from '../../ui/icon-button.tsx';

/** Says how much of the wall its layout shows, and turns the pages; nothing where the layout shows everything. */
export function PageBar() {
  const t = useText();
  const paging = useWalls(useShallow(selectPaging));
  const previous = useAction(t('live.pages.previous'), 'wall.previousPage');
  const next = useAction(t('live.pages.next'), 'wall.nextPage');
  if (paging === null) return null;
  const { page, pages, shown, total } = paging;
  const words = t('live.pages.shown', { shown, total });
  const pageWords = t('live.pages.page', { page: page + 1, pages });
  return (
    <span className="row g1 lv-pages" role="group" aria-label={t('live.pages.label')}>
      <IconButton icon="chev-l" size={14} {...previous} onClick={() => turnPage(-1)} />
      <span className="t2" role="status" title={`${words} ${pageWords}`} aria-label={`${words} ${pageWords}`}>
        <span className="lv-pages-shown">{words} </span>
        <span>{pageWords}</span>
      </span>
      <IconButton icon="chev-r" size={14} {...next} onClick={() => turnPage(1)} />
    </span>
  );
}
