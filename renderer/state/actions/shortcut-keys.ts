/**
 * Keys as chords, such as `Mod+Shift+Z`: the form in which they are bound to actions and stored, and in which key
 * strokes are compared. `Mod` is the command key on macOS and Ctrl elsewhere.
 */

/** Modifiers in the order Mod, Ctrl (macOS only), Alt, Shift, then the key: a capital letter, a figure, a sign or a name. */
export type Chord = string;

export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** 229 while an input method composes. */
  readonly keyCode?: number;
  readonly isComposing?: boolean;
  getModifierState?(name: string): boolean;
}

const SILENT = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'Unidentified']);
const COMPOSING_KEY_CODE = 229;
const FULL_WIDTH_OFFSET = 0xfee0;

/** True while an input method (IME) is composing: shortcuts must ignore the key. */
export function isComposing(stroke: KeyStroke): boolean {
  return stroke.isComposing === true || stroke.keyCode === COMPOSING_KEY_CODE || stroke.key === 'Process';
}

/** A sign as a keyboard without an input method would give it: full-width forms become the plain ones. */
function plainSign(key: string): string {
  const code = key.codePointAt(0) ?? 0;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - FULL_WIDTH_OFFSET);
  return key === '、' ? '/' : key;
}

/** The key's name, and whether Shift only produced this name. */
function keyName({ key, code, altKey, ctrlKey, metaKey }: KeyStroke): { name: string; isShifted: boolean } | null {
  if (SILENT.has(key)) return null;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  // With a modifier the row of figures means its figure on every layout; a French one gives signs there.
  if (digit !== undefined && (altKey || ctrlKey || metaKey)) return { name: digit, isShifted: false };
  if (/^[a-z]$/i.test(key)) return { name: key.toUpperCase(), isShifted: false };
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  // Cyrillic, Greek and what macOS makes of Alt: the place of the key says which letter was meant.
  if (letter !== undefined) return { name: letter, isShifted: false };
  if (key === 'Dead') return null;
  if (key === ' ') return { name: 'Space', isShifted: false };
  if ([...key].length > 1) return { name: key, isShifted: false };
  const sign = plainSign(key);
  return { name: sign === '+' ? 'Plus' : sign, isShifted: !/^\d$/.test(sign) };
}

/** @returns the chord of a key stroke, or null for modifiers alone, compositions and letters typed with AltGr. */
export function chordOf(stroke: KeyStroke, isMac: boolean): Chord | null {
  if (isComposing(stroke) || stroke.getModifierState?.('AltGraph') === true) return null;
  const found = keyName(stroke);
  if (found === null) return null;
  const { ctrlKey, metaKey, altKey, shiftKey } = stroke;
  if (metaKey && !isMac) return null;
  const parts: string[] = [];
  if (isMac ? metaKey : ctrlKey) parts.push('Mod');
  if (isMac && ctrlKey) parts.push('Ctrl');
  if (altKey) parts.push('Alt');
  if (shiftKey && !found.isShifted) parts.push('Shift');
  return [...parts, found.name].join('+');
}

export const partsOf = (chord: Chord): readonly string[] => chord.split('+');

/** Whether pressing it writes a character into a field. */
export function isWriting(chord: Chord): boolean {
  const parts = partsOf(chord);
  const key = parts.at(-1) ?? '';
  return !parts.some((part) => part === 'Mod' || part === 'Ctrl' || part === 'Alt') && [...key].length === 1;
}

/** Whether a list that is searched by typing takes it. */
export function isLetter(chord: Chord): boolean {
  return isWriting(chord) && /^\p{L}$/u.test(partsOf(chord).at(-1) ?? '');
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Insert: 'Ins',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ContextMenu: 'Menu',
  Plus: '+',
};

const MAC_PRINTED: Readonly<Record<string, string>> = {
  ...PRINTED,
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
};

/** As the platform prints it on keys and in menus: `Ctrl Shift Z`, `⇧⌘Z`. */
export function printChord(chord: Chord, isMac: boolean): string {
  const parts = partsOf(chord);
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (PRINTED[part] ?? part))).join(' ');
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const sorted = parts.toSorted((a, b) => ((order.indexOf(a) + 5) % 5) - ((order.indexOf(b) + 5) % 5));
  return sorted.map((part) => MAC_PRINTED[part] ?? part).join('');
}

/** As `aria-keyshortcuts` writes it. */
export function ariaChord(chord: Chord, isMac: boolean): string {
  return partsOf(chord)
    .map((part) => (part === 'Mod' ? (isMac ? 'Meta' : 'Control') : part === 'Ctrl' ? 'Control' : part))
    .join('+');
}
