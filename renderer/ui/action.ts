/** One thing that the operator can do, as a menu, a toolbar and the palette show it. */
import type { IconName, StateName } from './icons/names.ts';

export interface Action {
  /** An id of the table of keys where the table has the action. Stays the same in every language and over restarts. */
  readonly id: string;
  /** The name that the operator reads. */
  readonly name: string;
  readonly icon?: IconName;
  /** As printed: the keys that do the same. */
  readonly keys?: string | undefined;
  /** Further words by which the palette finds the action. */
  readonly words?: string;
  /** The effect of the action, if the name does not explain it. */
  readonly hint?: string | undefined;
  /** Where the thing is that the action shows, such as its cloud and group; asked for a row that is drawn. */
  readonly where?: () => string;
  /** The state of the thing that the action shows; asked for a row that is drawn. */
  readonly state?: () => { readonly glyph: StateName; readonly words: string };
  /** Why the action cannot be done now. The action stays in its place, so that the operator finds the reason. */
  readonly reason?: string | undefined;
  /** One of several choices of a menu, of which one holds. */
  readonly isChecked?: boolean | undefined;
  /** A line parts the action from those before, in a menu. */
  readonly startsGroup?: boolean;
  /** True while the function that the toolbar button toggles is on (`aria-pressed`). */
  readonly isPressed?: boolean;
  /** A small toolbar leaves the button out first. */
  readonly isMinor?: boolean;
  /** Missing where the client cannot do it yet, where `reason` says so, and where the action has `items`. */
  readonly run?: () => void;
  /** In a menu: the choices of a submenu that opens beside the action. */
  readonly items?: readonly Action[];
}
