/**
 * What the client needs from whatever shows its window. Electron is the product; the browser host does the same duties
 * with an installed Chromium, Chrome or Edge. Nothing else in main may know which one runs.
 */
import type { EventName, EventPayload } from '../../preload/contract/events.ts';
import type { Result } from '../../preload/domain/error.ts';

/** Answers one request of a window. Never throws: every failure is a Result. `raw` is the parsed but unchecked input. */
export type Dispatch = (windowId: string, name: string, raw: unknown) => Promise<Result<unknown>>;

export interface HostServices {
  readonly dispatch: Dispatch;
  /** Origins that the page may connect to besides its own (the media gateway), for the CSP. */
  readonly mediaOrigins: readonly string[];
  /** The origin of the page, told before the first window opens: the media gateway serves no other. */
  onPageOrigin?(origin: string): void;
  /** A window closed or its page was reloaded: whatever it held (leases, running tests) is to be given back. */
  onWindowGone(windowId: string): void;
}

export interface HostOptions {
  /** Folder of the built renderer. */
  readonly pageDir: string;
  readonly isHeadless: boolean;
  /** False where a test drives its own browser: the host then only serves and tells its launch URL. */
  readonly opensWindow: boolean;
}

export interface SaveRequest {
  readonly suggestedName: string;
  readonly extensions: readonly string[];
}

export interface Host {
  readonly kind: 'electron' | 'browser';
  readonly systemLocale: string;
  /** Shows the first window. Resolves when its page has loaded; with the launch URL where no window was opened. */
  start(services: HostServices): Promise<{ readonly launchUrl: string | null }>;
  /** Sends to every window, or to one. Bounded: a slow window gets the newest state, not every step. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void;
  /** A PNG of the first window as the user sees it. */
  capture(): Promise<Uint8Array>;
  /** Process ids that belong to the client besides its own tree, for the load meter. */
  processIds(): readonly number[];
  notify(title: string, body: string): void;
  /** Whether `chooseSavePath` can ask; where it cannot, the page saves by itself. */
  readonly hasSaveDialog?: boolean;
  /** Resolves with the chosen path, or null when the user closed the dialog or the host has none. */
  chooseSavePath(request: SaveRequest): Promise<string | null>;
  /** Shows a file in the system's file manager; absent where the host has none. */
  reveal?(path: string): void;
  /** Fires after sleep, and when displays were changed. */
  onResumed(listener: () => void): () => void;
  /** Fires when the last window was closed. */
  onClosed(listener: () => void): () => void;
  dispose(): Promise<void>;
}
