/**
 * A sheet of a feature may name the feature's own classes, which begin with its prefix, and those of renderer/ui. Two
 * features that name one class of their own would paint each other's screens.
 */

/** The prefixes of a feature that has shorter ones than its own name. */
const SHORT_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  cameras: ['cam'],
  clouds: ['acc', 'mx'],
  console: ['co'],
  live: ['lv'],
  sequences: ['sq'],
  settings: ['set', 'ks'],
  walls: ['wl'],
};

/** Classes without a prefix from before this rule. The list may only become shorter: rename the class, then take it off. */
export const OLD_CLASSES: Readonly<Record<string, readonly string[]>> = {
  cameras: [
    ...['drop', 'drop-line', 'failed', 'filter', 'filter-box', 'foot', 'grp', 'lost'],
    ...['missing', 'no', 'no-match', 'reading'],
    ...['search', 'site-form', 'slot', 'total', 'unlisted', 'views'],
  ],
  clouds: [
    ...['accounts', 'adv', 'after-glyph', 'bad', 'bar', 'cp', 'drop'],
    ...['e', 'facts', 'fgroup', 'figure', 'find', 'foot-note', 'form-body', 'form-error'],
    ...['frow', 'fsec', 'gl', 'imports', 'label', 'lgi', 'ln', 'mxh'],
    ...['mxr', 'no', 'off', 'pairs', 'qr', 'quo'],
    ...['result', 'sec-h', 'secret', 'sg5', 'stages', 'tsum2', 'two', 'warn'],
  ],
  console: [
    ...['bad', 'branch', 'group', 'id', 'lim', 'lnk-bad', 'nr', 'num'],
    ...['object', 'operation', 'two', 'v-boolean', 'v-null', 'v-number', 'v-string', 'wr'],
  ],
  live: ['bad', 'has-max', 'is-empty', 'layout-pic', 'max', 'over'],
  sequences: ['bad', 'before', 'frow', 'gone', 'label', 'over'],
  settings: ['keysheet'],
  walls: ['before', 'diff', 'drop', 'full', 'kiosk-note', 'layout-pic'],
};

/** The names of all classes in the selectors of a sheet. */
export function classesIn(css: string): ReadonlySet<string> {
  const parts = css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .split('{')
    .slice(0, -1);
  const selectors = parts
    .map((part) => part.slice(Math.max(part.lastIndexOf('}'), part.lastIndexOf(';')) + 1).trim())
    .filter((text) => !text.startsWith('@'));
  return new Set(selectors.flatMap((text) => [...text.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name)));
}

/**
 * The classes in a sheet of a feature that are neither the feature's own nor of renderer/ui, in the order of the alphabet.
 *
 * @param feature its folder in renderer/features.
 * @param shared the classes of renderer/ui. Those of the component library (`ant-`) count as shared, too.
 */
export function foreignClasses(feature: string, css: string, shared: ReadonlySet<string>): readonly string[] {
  const prefixes = [feature, ...(SHORT_PREFIXES[feature] ?? []), 'ant'];
  const isOwn = (name: string): boolean => prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}-`));
  return [...classesIn(css)].filter((name) => !shared.has(name) && !isOwn(name)).sort();
}
