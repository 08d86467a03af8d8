/** The windows: which walls each one shows and where it stands, and links that were opened in the system. */
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { WindowStore } from '../../host.ts';
import type { SequencesArea } from '../sequences/area.ts';
import type { WallsArea } from '../walls/area.ts';
import { windowHandlers, type WindowRequests } from './handlers.ts';
import { LinksService } from './links.ts';
import { WindowsService } from './windows.ts';

export interface WindowsArea extends Area<WindowRequests> {
  readonly store: WindowStore;
  /** Whether the window of this key shows one wall alone, where nothing can be changed. */
  readonly isKiosk: (windowKey: string) => boolean;
  /** A link was opened in the system; unchecked. */
  onLink(text: string): void;
}

interface Others {
  readonly walls: Pick<WallsArea, 'service'>;
  readonly sequences: Pick<SequencesArea, 'service'>;
  /** The wall that the operator chose for the start, or null for the wall that was shown last. */
  readonly startWall: () => WallId | null;
}

export function createWindows(core: ClientCore, { walls, sequences, startWall }: Others): WindowsArea {
  const { host, options, dataDir, openSettings, emit } = core;
  const windows = new WindowsService({
    dataDir,
    openSettings,
    walls: walls.service,
    sequences: sequences.service,
    startWall,
    kioskWall: options.kioskWall ?? null,
    openWindow: (request) => host.openWindow?.(request) ?? Promise.resolve({ launchUrl: null }),
  });
  const links = new LinksService({ windows, emit, start: options.link ?? null });
  return {
    store: windows,
    isKiosk: (windowKey) => windows.isKiosk(windowKey),
    handlers: windowHandlers({ windows, links }),
    restored: [windows.restored],
    onLink: (text) => links.arrive(text),
    dispose: () => windows.end(),
  };
}
