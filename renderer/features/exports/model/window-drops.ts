/** A bundle that is dropped on another screen than that of exports: the window goes there and checks the bundle. */
import { droppedIn, isFolder, isZip, provideCheck, type Dropped } from '../../../state/page/dropped.ts';
import { goTo } from '../../../state/page/navigation.ts';

/** Shows the screen of exports and the check of what was dropped. */
function checkThere(dropped: Dropped): void {
  goTo('exports');
  void import('./dropped.ts').then(({ checkDropped }) => checkDropped(dropped));
}

/** One thing, which may be a folder or a ZIP: a page learns no names before the drop, and of folders no type. */
function mayBeBundle({ types, items }: DataTransfer): boolean {
  const [item, ...more] = [...items].filter(({ kind }) => kind === 'file');
  return types.includes('Files') && more.length === 0 && /^$|zip/.test(item?.type ?? '');
}

/**
 * Takes what no part of a screen took on the event's way up, before the guard of the page refuses it.
 *
 * @returns ends it.
 */
export function followDrops(): () => void {
  const take = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (event.defaultPrevented || dataTransfer === null || !mayBeBundle(dataTransfer)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    if (event.type !== 'drop') return;
    const dropped = droppedIn(dataTransfer);
    const [entry] = dropped.entries;
    if (entry !== undefined && (isFolder(entry) || isZip(entry))) checkThere(dropped);
  };
  const events = ['dragenter', 'dragover', 'drop'] as const;
  for (const name of events) document.addEventListener(name, take);
  const stop = provideCheck(checkThere);
  return () => {
    stop();
    for (const name of events) document.removeEventListener(name, take);
  };
}
