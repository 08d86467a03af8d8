/**
 * The interface of the program that shows the client's windows. Electron is the product; the browser host does the same
 * with an installed Chromium, Chrome or Edge. Nothing else in main may know which one runs.
 */
import type { RequestContext } from '../preload/contract/contract.ts';
import type { EventName, EventPayload } from '../preload/contract/events.ts';
import type { Result } from '../preload/domain/error.ts';
import type { OpenSettings } from './settings-engine.ts';

/** All lengths in device-independent px. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A screen, as the system names it; `workArea` is what bars of the system leave. */
export interface Display {
  readonly id: string;
  readonly workArea: Rectangle;
}

/** Where a window stands, and on which screen that was. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly isMaximised: boolean;
  readonly display?: Display;
}

/** The key of the first window. Others have a random one. */
export const MAIN_WINDOW = 'main';

export interface WindowRequest {
  /** Identifies the window, also after a restart; the page finds it in its address. */
  readonly key: string;
  /** Where it was, unchecked; null where it never was. */
  readonly place: WindowPlace | null;
  /** Alone on the screen, without any frame. */
  readonly isKiosk: boolean;
  /** With `isKiosk`: this run of the client has no other window than walls alone. */
  readonly isWholeClient?: boolean;
}

/**
 * Remembers the windows. A host reports what happens to them, but not while the host itself ends: then all windows come
 * back.
 */
export interface WindowStore {
  /** The windows to show at the start: one at least, the first first. */
  toOpen(): readonly WindowRequest[];
  /** The window to show when the user asks for one and none has to come back. */
  next(): WindowRequest;
  onOpened(key: string): void;
  onPlaced(key: string, place: WindowPlace): void;
  onClosed(key: string): void;
}

/** Answers one request of a window. Never throws: every failure is a Result. `raw` is the parsed but unchecked input. */
export type Dispatch = (from: RequestContext, name: string, raw: unknown) => Promise<Result<unknown>>;

export interface HostServices {
  readonly dispatch: Dispatch;
  /** Origins that the page may connect to besides its own (the media gateway), for the CSP. */
  readonly mediaOrigins: readonly string[];
  /** The origin of the page, reported before the first window opens: the media gateway serves no other. */
  onPageOrigin?(origin: string): void;
  /** Stores which windows are open. If absent, the client opens one window and does not store its place. */
  readonly windows?: WindowStore;
  /** The language that the user chose, as a language tag, for dialogs of main's own; the system's where it is absent. */
  locale?(): string;
  /** A dialog waits at this address, which works once, because main has no browser of its own to show the dialog in. */
  onDialog?(url: string): void;
  /** A launch address that was used before came again: another program may hold a window of this client. */
  onIntrusion?(): void;
  /** A link was opened in the system; unchecked. */
  onLink?(text: string): void;
  /** A window closed or its page was reloaded: its leases are given back and its tests end. */
  onWindowGone(windowId: string): void;
}

export interface HostOptions {
  /** Folder of the built renderer. */
  readonly pageDir: string;
  readonly isHeadless: boolean;
  /** False if a test drives its own browser: the host then only serves and reports its launch URL. */
  readonly opensWindow: boolean;
}

export interface SaveRequest {
  readonly suggestedName: string;
  readonly extensions: readonly string[];
}

/** A question that only a person at this computer may answer. The texts are in the user's language, without markup. */
export interface ConfirmRequest {
  readonly title: string;
  /** One sentence: what will happen after a yes. */
  readonly message: string;
  /** Why the client asks, and the facts to decide on, such as a host name. Lines are separated by `\n`. */
  readonly detail: string;
  /** The button that says yes. It never has the focus at the start. */
  readonly confirmLabel: string;
  readonly cancelLabel: string;
}

export interface FolderRequest {
  readonly title: string;
  /** The folder that the dialog shows first; absolute. */
  readonly startDir: string;
}

/** Processor time and memory of one process. */
export interface ProcessUse {
  readonly pid: number;
  /** Processor time since the process began, in seconds. */
  readonly cpuSec: number;
  /** Memory that is this process's own. */
  readonly privateBytes: number;
  /** Memory that it shares with others. */
  readonly sharedBytes: number;
}

export interface HostStart {
  readonly launchUrl: string | null;
  /** Further windows that a test, or another browser, has to open. */
  readonly further?: readonly { readonly key: string; readonly launchUrl: string }[];
}

export interface Host {
  readonly kind: 'electron' | 'browser';
  readonly systemLocale: string;
  /** The engine that keeps the settings files; conf where the host brings none. */
  readonly openSettings?: OpenSettings;
  /**
   * Shows the windows. Resolves when the page of the first has loaded; with the launch URL where no window was opened, and
   * with those of the further windows.
   */
  start(services: HostServices): Promise<HostStart>;
  /** A fresh address that opens the first window once, for automation; null where the host has none. */
  launchUrl?(): string | null;
  /** Shows one more window. Resolves with a launch URL where the asking page has to open it itself. */
  openWindow?(request: WindowRequest): Promise<{ readonly launchUrl: string | null }>;
  /** Sends to every window, or to one. Bounded: a slow window gets the newest state, not every step. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void;
  /** A PNG of the first window as the user sees it. */
  capture(): Promise<Uint8Array>;
  /** Processes that the client runs besides main, for the load meter; what runs below them belongs to it too. */
  processIds(): readonly number[];
  /**
   * Use of main and of the host's own processes; absent on a host that cannot measure it. Programs that main started
   * itself, such as the simulated clouds, are not in the list.
   */
  processUses?(): readonly ProcessUse[];
  notify(title: string, body: string): void;
  /** Whether `chooseSavePath` can ask; where it cannot, the page saves by itself. */
  readonly hasSaveDialog?: boolean;
  /** Resolves with the chosen path, or null when the user closed the dialog or the host has none. */
  chooseSavePath(request: SaveRequest): Promise<string | null>;
  /**
   * Asks in a dialog of main's own, which no page of the client can open, read, cover or answer.
   *
   * @returns false when the user said no, closed the dialog or did not answer within five minutes, and where the host
   *   cannot ask.
   */
  confirm(request: ConfirmRequest): Promise<boolean>;
  /**
   * Lets the user choose an existing folder in a dialog of main's own, under the same rules as `confirm`.
   *
   * @returns the absolute path, or null when the user chose none or the host cannot ask.
   */
  chooseFolder(request: FolderRequest): Promise<string | null>;
  /**
   * The way to an address by the settings of the system, in the form of proxy auto-configuration (`PROXY a:3128; DIRECT`);
   * absent where the host knows no settings of the system.
   */
  resolveProxy?(url: string): Promise<string>;
  /** Shows a file in the system's file manager; absent where the host has none. */
  reveal?(path: string): void;
  /** Fires after sleep, and when displays were changed. */
  onResumed(listener: () => void): () => void;
  /** Fires when the last window was closed. */
  onClosed(listener: () => void): () => void;
  dispose(): Promise<void>;
}
