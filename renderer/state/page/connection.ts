/**
 * Whether the page reaches main. Lost only on the browser host; afterwards the page reads everything from main again.
 */
import { create } from 'zustand';
import type { EntryRefusal } from '../../../preload/contract/contract.ts';
import { on, onConnection, onRefused } from '../../page/bridge.ts';
import { isKiosk } from './kiosk.ts';
import { postNotice } from './notices.ts';

interface Connection {
  readonly isConnected: boolean;
  /** Why main will never talk to this page; null while it may. */
  readonly refusal: EntryRefusal | null;
  /** The launch address of a window came a second time, and the user has not dismissed the warning. */
  readonly isEntryRepeated: boolean;
}

export const useConnection = create<Connection>(() => ({ isConnected: true, refusal: null, isEntryRepeated: false }));

export function dismissEntryWarning(): void {
  useConnection.setState({ isEntryRepeated: false });
}

/** The warning needs more room than the status bar has. A wall alone has no place that stays: it says so for a while. */
function warnOfEntry(): void {
  if (isKiosk()) postNotice('entryRepeated');
  else useConnection.setState({ isEntryRepeated: true });
}

export function followConnection(onBack: () => void): () => void {
  const stops = [
    onConnection((isConnected) => {
      const wasConnected = useConnection.getState().isConnected;
      useConnection.setState({ isConnected });
      if (isConnected && !wasConnected) onBack();
    }),
    onRefused((refusal) => useConnection.setState({ refusal })),
    on('app.entry-repeated', warnOfEntry),
  ];
  return () => stops.forEach((stop) => stop());
}
