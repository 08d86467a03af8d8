/** The part of geometry.ts that runs in the page: measures every text and every control that can be seen. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Item {
  readonly element: Element;
  readonly words: string;
  readonly box: Box;
}

/** In pixels: less is rounding, and the air that a font keeps around its letters. */
const SLACK = 2;
const FLOATS = '[role=dialog], [role=menu], [role=tooltip], [popover], .ant-tooltip, .ant-select-dropdown';
/** Elements that the component library draws twice, one over the other. */
const TWINS = '.ant-table-measure-row, input[class*=ant-select]';
const WORDLESS = 'script, style, option, .visually-hidden';
const CONTROLS = 'button, input, select, textarea, svg.st, svg.ic';

/** Elements that do not fit, one line each. */
export function misfits(): string[] {
  const found = new Set<string>();
  const items = [...textsOf(found), ...controlsOf(found)];
  findOverlaps(items, found);
  return [...found];
}

/** The lines of text that can be seen; adds to `found` those that are cut off or outside the window. */
function textsOf(found: Set<string>): Item[] {
  const items: Item[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (!(node instanceof Text) || words === '' || !element || element.closest(WORDLESS)) continue;
    if (!isSeen(element) || element.closest(TWINS)) continue;
    for (const letters of lettersOf(node, parseFloat(getComputedStyle(element).fontSize))) {
      if (isEmpty(letters, 1)) continue;
      const { box, by, scrolls } = cut(element, letters);
      const label = `"${words.slice(0, 50)}" in ${name(element)}`;
      if (by && !scrolls && !isShortened(element)) found.add(`cut off: ${label}, by ${name(by)}`);
      if (isEmpty(box, 1)) continue;
      const hasLeft = leavesWindow(box) || box.left < -SLACK || box.top < -SLACK;
      if (hasLeft) found.add(`outside the window: ${label}`);
      items.push({ element, words, box });
    }
  }
  return items;
}

/** The controls and icons that can be seen; adds to `found` those outside the window. */
function controlsOf(found: Set<string>): Item[] {
  const items: Item[] = [];
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (!isSeen(element) || element.closest(TWINS)) continue;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { box } = cut(element, { left, top, right, bottom });
    if (isEmpty(box, 1)) continue;
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    if (leavesWindow(box))
      found.add(`outside the window: ${element.tagName} "${words.slice(0, 40)}" in ${name(element)}`);
    items.push({ element, words: words === '' ? element.tagName : words, box });
  }
  return items;
}

/** Adds to `found` what lies on each other. Sorts `items` from top to bottom. */
function findOverlaps(items: Item[], found: Set<string>): void {
  const floats = new Map(items.map(({ element }) => [element, floatOf(element)]));
  items.sort((a, b) => a.box.top - b.box.top);
  items.forEach((a, i) => {
    for (const b of items.slice(i + 1)) {
      if (b.box.top > a.box.bottom) break;
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      if (isEmpty(meet(a.box, b.box), SLACK) || floats.get(a.element) !== floats.get(b.element)) continue;
      found.add(
        `on each other: "${a.words.slice(0, 40)}" in ${name(a.element)} and "${b.words.slice(0, 40)}" in ${name(b.element)}`,
      );
    }
  });
}

/** The floating element that holds this one, or null. */
function floatOf(element: Element): Element | null {
  return element.closest(FLOATS) ?? parentsOf(element).find(isOver) ?? null;
}

/** Lies over the rest on purpose: what floats, and panels that a window without room lays over the stage. */
function isOver(element: Element): boolean {
  const { position, zIndex, backgroundColor } = getComputedStyle(element);
  if (position === 'fixed') return true;
  return position === 'absolute' && Number(zIndex) >= 100 && !/rgba|transparent/.test(backgroundColor);
}

/** The letters of one line: as wide as drawn, as high as the font's size, for line boxes have air in them. */
function lettersOf(node: Text, fontPx: number): Box[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
    const middle = (top + bottom) / 2;
    const half = Math.min(bottom - top, fontPx) / 2;
    return { left, right, top: middle - half, bottom: middle + half };
  });
}

/** The visible part of a box inside everything that cuts or scrolls. */
function cut(element: Element, box: Box): { readonly box: Box; readonly by: Element | null; scrolls: boolean } {
  let rest = box;
  let by: Element | null = null;
  let scrolls = false;
  let isFixed = getComputedStyle(element).position === 'fixed';
  for (const parent of parentsOf(element)) {
    const style = getComputedStyle(parent);
    if (!isFixed && style.overflow !== 'visible' && parent !== document.documentElement) {
      const { left, top, right, bottom } = parent.getBoundingClientRect();
      const inside = meet(rest, { left, top, right, bottom });
      const isLess = inside.right < rest.right - SLACK || inside.bottom < rest.bottom - SLACK;
      const isLessBefore = inside.left > rest.left + SLACK || inside.top > rest.top + SLACK;
      if (isLess || isLessBefore) {
        if (/auto|scroll/.test(style.overflow)) scrolls = true;
        else by ??= parent;
      }
      rest = inside;
    }
    isFixed ||= style.position === 'fixed';
  }
  return { box: rest, by, scrolls };
}

/** Shortened with an ellipsis, and complete in a tooltip or for a screen reader. */
function isShortened(element: Element): boolean {
  return parentsOf(element)
    .slice(0, 3)
    .some((one) => {
      const { textOverflow, webkitLineClamp } = getComputedStyle(one);
      return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    });
}

function leavesWindow(box: Box): boolean {
  return box.right > window.innerWidth + SLACK || box.bottom > window.innerHeight + SLACK;
}

function meet(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

function isEmpty(box: Box, slack = 0): boolean {
  return box.right - box.left <= slack || box.bottom - box.top <= slack;
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** The element and everything around it, from the inside out. */
function parentsOf(element: Element): Element[] {
  const parents: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) parents.push(at);
  return parents;
}

function name(element: Element): string {
  return parentsOf(element)
    .slice(0, 3)
    .map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`)
    .join(' < ');
}
