/** Whether the page reaches main. Lost only on the browser host; what main told before is then read anew. */
import { create } from 'zustand';
import { onConnection } from '../bridge.ts';

export const useConnection = create<{ readonly isConnected: boolean }>(() => ({ isConnected: true }));

export function followConnection(onBack: () => void): () => void {
  return onConnection((isConnected) => {
    const wasConnected = useConnection.getState().isConnected;
    useConnection.setState({ isConnected });
    if (isConnected && !wasConnected) onBack();
  });
}
