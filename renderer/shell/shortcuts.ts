/**
 * The one place where keys become actions, see state/actions/shortcut-table.ts. Nothing acts while an input method composes, in a
 * dialog or a menu, or by a key that writes while a text field has the focus.
 */
import { useEffect } from 'react';
import { useNavigation } from '../state/page/navigation.ts';
import { usePreferences } from '../state/page/preferences.ts';
import { runAction } from '../state/actions/shortcut-actions.ts';
import { isCovered, isIn, isInBox, isTyping } from '../state/actions/key-target.ts';
import { actionFor } from '../state/actions/shortcut-bindings.ts';
import { chordOf, isComposing, isLetter, partsOf, type Chord } from '../state/actions/shortcut-keys.ts';
import { doesTakeLetters, scopeAt, type ActionRow, type Scope } from '../state/actions/shortcut-table.ts';
import { isMac } from '../state/actions/shortcuts.ts';

/** Their letters seek a row. */
const SEEKING = '[role="tree"], [role="grid"], [role="combobox"]';
const PRESSED = 'button, a, summary, [role="button"], [role="tab"], [role="radio"], [role="option"], [role="menuitem"]';

/** Ctrl, the command key or a function key: they write nothing, on any layout. */
function isSilent(chord: Chord): boolean {
  const parts = partsOf(chord);
  return parts.some((part) => part === 'Mod' || part === 'Ctrl') || /^F\d+$/.test(parts.at(-1) ?? '');
}

const scopeOf = (target: EventTarget | null): Scope =>
  scopeAt(target instanceof Element ? target : null, useNavigation.getState().screen);

/** Whether the key must be left to what has the focus. */
function isWithheld({ reach }: Pick<ActionRow, 'reach'>, chord: Chord, target: EventTarget | null): boolean {
  if (isIn(target, '[data-keys-here]')) return true;
  const isField = isTyping(target);
  if (isField && (reach === undefined || !isSilent(chord))) return true;
  if (reach === 'always') return false;
  if (isInBox(target) || isCovered()) return true;
  // In a list that seeks nothing by typing, letters are keys: those of the list, and those of the screen around the list.
  const isSeeking = isIn(target, SEEKING) && !doesTakeLetters(scopeOf(target));
  if (isLetter(chord.replace('Shift+', '')) && isSeeking) return true;
  return (chord === 'Enter' || chord === 'Space') && isIn(target, PRESSED);
}

/**
 * Runs what the key means. Keys that write nothing are taken before the page sees them, or an open list would take Ctrl
 * Enter for Enter; the others are left to the page first.
 */
function onKey(event: KeyboardEvent, isEarly: boolean): void {
  const chord = chordOf(event, isMac());
  if (chord === null || isSilent(chord) !== isEarly || event.defaultPrevented) return;
  const { screen } = useNavigation.getState();
  const action = actionFor(chord, scopeOf(event.target), usePreferences.getState().shortcuts, screen);
  if (action === null || isWithheld(action, chord, event.target)) return;
  const isHeld = event.repeat && !action.isRepeating;
  if (!isHeld && !runAction(action.id, event)) return;
  event.preventDefault();
  if (isEarly) event.stopPropagation();
}

export function useShortcuts(): void {
  useEffect(() => {
    const onEarly = (event: KeyboardEvent): void => {
      if (!isComposing(event)) onKey(event, true);
    };
    const onLate = (event: KeyboardEvent): void => onKey(event, false);
    window.addEventListener('keydown', onEarly, { capture: true });
    window.addEventListener('keydown', onLate);
    return () => {
      window.removeEventListener('keydown', onEarly, { capture: true });
      window.removeEventListener('keydown', onLate);
    };
  }, []);
}
