/** The operator's keys: how they are printed, and how they are changed. */
import { setKeyNames, textNow } from '../../i18n/i18n.ts';
import type { Action } from '../../ui/action.ts';
import { setPreferences, usePreferences } from '../page/preferences.ts';
import { actionFor, keysFor, withDefault, withKeys, withSwap, type ChosenKeys } from './shortcut-bindings.ts';
import { ariaChord, chordOf, printChord, type Chord, type KeyStroke } from './shortcut-keys.ts';
import { allActions, type ActionId, type ActionRow, type Scope } from './shortcut-table.ts';

/** Whether keys are those of a Mac. */
export function isMac(): boolean {
  const platform = usePreferences.getState().info?.platform;
  return platform === undefined || platform === 'other' ? /Mac/.test(navigator.userAgent) : platform === 'darwin';
}

const chosenNow = (): ChosenKeys => usePreferences.getState().shortcuts;

/** The action that a key stroke means in a scope, or null. */
export function actionOfStroke(stroke: KeyStroke, scope: Scope): ActionRow | null {
  const chord = chordOf(stroke, isMac());
  return chord === null ? null : actionFor(chord, scope, chosenNow());
}

/** The first key of an action as it is printed, or undefined when the operator took all away. */
export function printedKeys(id: ActionId): string | undefined {
  const [chord] = keysFor(id, chosenNow());
  return chord === undefined ? undefined : printChord(chord, isMac());
}

/** An action of the table as menus and toolbars show it, with the key that it has now. */
export const keyed = (id: ActionId, shown: Omit<Action, 'id' | 'keys'>): Action => ({
  id,
  keys: printedKeys(id),
  ...shown,
});

/** The key to press while choosing one more, as it is printed: Ctrl, or the command key. */
export const printedModifier = (): string => printChord('Mod', isMac());

export interface Keys {
  /** As printed, such as `Ctrl K`. */
  readonly text: string | undefined;
  /** For `aria-keyshortcuts`. */
  readonly aria: string | undefined;
}

/** The keys of an action, followed live. */
export function useKeys(id: ActionId): Keys {
  const [chord] = keysFor(
    id,
    usePreferences((state) => state.shortcuts),
  );
  if (chord === undefined) return { text: undefined, aria: undefined };
  return { text: printChord(chord, isMac()), aria: ariaChord(chord, isMac()) };
}

/** A label with its key behind, as tooltips have it: `Full screen (F)`. */
export function useLabel(label: string, id: ActionId): string {
  const { text } = useKeys(id);
  return text === undefined ? label : textNow()('shell.keyed', { label, keys: text });
}

export interface ActionProps {
  readonly 'data-action': ActionId;
  readonly 'aria-keyshortcuts': string | undefined;
}

/**
 * Attributes for a button that does the same as an action of the table: the action's id, and its key for screen
 * readers.
 */
export function useActionProps(id: ActionId): ActionProps {
  return { 'data-action': id, 'aria-keyshortcuts': useKeys(id).aria };
}

/** The same with the words of the button, and with its key in the tooltip. */
export function useAction(
  label: string,
  id: ActionId,
): ActionProps & { readonly label: string; readonly title: string } {
  return { ...useActionProps(id), label, title: useLabel(label, id) };
}

/** Keeps the keys in texts those that the actions have. @returns ends it. */
export function followKeys(): () => void {
  let before: ChosenKeys | null = null;
  let isMacBefore = isMac();
  const tell = (): void => {
    if (before === chosenNow() && isMacBefore === isMac()) return;
    [before, isMacBefore] = [chosenNow(), isMac()];
    const none = textNow()('actions.keys.unbound');
    setKeyNames(new Map(allActions().map(({ id }) => [id, printedKeys(id) ?? none])));
  };
  tell();
  return usePreferences.subscribe(tell);
}

const save = (shortcuts: ChosenKeys): void =>
  void setPreferences({
    shortcuts: Object.fromEntries(Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]])),
  });

/** Gives an action one key in place of those it had. */
export const bindKey = (id: ActionId, chord: Chord): void => save(withKeys(chosenNow(), id, [chord]));
/** Takes all keys from an action. */
export const unbindKeys = (id: ActionId): void => save(withKeys(chosenNow(), id, []));
/** Gives an action the key of another, which gets the one that is free now. */
export const swapKey = (id: ActionId, chord: Chord): void => save(withSwap(chosenNow(), id, chord));
export const resetKeys = (id: ActionId): void => save(withDefault(chosenNow(), id));
export const resetAllKeys = (): void => save({});
