/**
 * An area of the client as data. The window around the areas (bars, palette, settings) reads this data and knows no area by
 * name. The areas are listed in app/areas.ts.
 */
import type { ComponentType } from 'react';
import type { AreaTextSource } from '../../i18n/area-texts.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Action } from '../../ui/action.ts';
import type { IconName } from '../../ui/icons/names.ts';
import type { Matches, SearchHow } from '../page/name-search.ts';
import type { CameraMenuPart, CamerasMenuPart } from './camera-menu.ts';
import type { Placed } from './in-order.ts';
import type { RemovableKind } from './removable.ts';
import type { AreaActions } from './shortcut-table.ts';

/**
 * Entries that an area adds to the palette besides the actions of the table of keys. They are read when the palette
 * opens.
 */
export interface PaletteSource extends Placed {
  /** Begins to read the entries from main; called each time the palette opens. */
  readonly load?: () => void;
  /** Calls back whenever the entries change while the palette is open. @returns ends it. */
  readonly follow?: (onChange: () => void) => () => void;
  /** The same array while neither the language nor the entries changed: thousands of entries are prepared for the search. */
  readonly entries?: (t: Text) => readonly Action[];
  /** The entries stand before the actions: cameras, walls and places. */
  readonly isBeforeActions?: true;
  /** The entries are shown before anything is typed. */
  readonly isShownAtOnce?: true;
  /** A search of its own, where there are too many entries to prepare. */
  readonly find?: (t: Text, query: string, how: SearchHow) => Matches<Action>;
  /** How many entries are shown at first. */
  readonly limit?: number;
  /** Whether a found entry equals the typed text; such entries stand first. */
  readonly isExact?: (entry: Action, query: string) => boolean;
  /** An entry that was run earlier, for a source with a search of its own. */
  readonly entryOf?: (t: Text, id: string) => Action | null;
  /** The action that the whole text stands for, such as the target of a link; then the palette offers nothing else. */
  readonly meaningOf?: (t: Text, query: string) => Action | null;
}

/** A section of the settings. */
export interface SettingsSection extends Placed {
  readonly label: (t: Text) => string;
  /** Fetches the content together with the dialog. */
  readonly load: () => Promise<ComponentType>;
}

/** An item of an area in the status bar. */
export interface StatusItem extends Placed {
  readonly Content: ComponentType;
  /** Stands at the end of the bar, behind the line that says what the client did. */
  readonly isAtEnd?: true;
}

interface SidePanelContent {
  /** Names the part of the window in the report of a crash. */
  readonly region: string;
  readonly title: (t: Text) => string;
  readonly Content: ComponentType;
}

export interface AreaScreen {
  /** The name of the screen in the activity bar. */
  readonly label: (t: Text) => string;
  readonly icon: IconName;
  /** The tabs of the title bar: one tab with the name of the page, or a component with its own tabs. */
  readonly tab: { readonly icon: IconName; readonly label: (t: Text) => string } | ComponentType;
  readonly Content: ComponentType;
  /** The content lays out side panel and stage itself. */
  readonly isWhole?: boolean;
  /** Missing where the screen has nothing in the side panel. */
  readonly side?: SidePanelContent;
  /** Puts the focus into the search of the screen. */
  readonly find: () => void;
  /** A wall alone on the screen offers the screen too, without its side panel. */
  readonly kiosk?: true;
}

export interface Area<Id extends string = string> {
  readonly id: Id;
  /** Missing where the area says nothing. */
  readonly texts?: AreaTextSource;
  readonly screen?: AreaScreen;
  /** The actions of the area: keys, palette, menus and tooltips read them. */
  readonly actions?: AreaActions<string, string>;
  readonly palette?: readonly PaletteSource[];
  /** Items that the area adds to the menu of a camera, on a tile and in the list. */
  readonly cameraMenu?: readonly CameraMenuPart[];
  /** Items that the area adds to the menu of a group and of several cameras in the list. */
  readonly camerasMenu?: CamerasMenuPart;
  /** The kinds of things that operators delete in the area and can restore. */
  readonly removed?: readonly RemovableKind[];
  readonly settings?: readonly SettingsSection[];
  readonly status?: readonly StatusItem[];
  /** Follows events of main from the start of the page on. @returns ends it. */
  readonly follow?: () => () => void;
  /** Reads from main at the start of the page, and again whenever main comes back. */
  readonly read?: () => void;
}
