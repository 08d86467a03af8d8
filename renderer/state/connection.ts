/** Whether the page reaches main. Lost only on the browser host; what main told before is then read anew. */
import { create } from 'zustand';
import type { EntryRefusal } from '../../preload/contract/contract.ts';
import { on, onConnection, onRefused } from '../bridge.ts';
import { postNotice } from './notices.ts';

interface Connection {
  readonly isConnected: boolean;
  /** Why main will never talk to this page; null while it may. */
  readonly refusal: EntryRefusal | null;
}

export const useConnection = create<Connection>(() => ({ isConnected: true, refusal: null }));

export function followConnection(onBack: () => void): () => void {
  const stops = [
    onConnection((isConnected) => {
      const wasConnected = useConnection.getState().isConnected;
      useConnection.setState({ isConnected });
      if (isConnected && !wasConnected) onBack();
    }),
    onRefused((refusal) => useConnection.setState({ refusal })),
    on('app.entry-repeated', () => postNotice('entryRepeated')),
  ];
  return () => stops.forEach((stop) => stop());
}
