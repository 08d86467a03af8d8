/** Which of the panels above the status bar is open. */
import { create } from 'zustand';

export type StreamsPanel = 'load' | 'outages' | null;

export const useStreamsPanel = create<{ readonly open: StreamsPanel }>(() => ({ open: null }));

export function toggleStreamsPanel(panel: Exclude<StreamsPanel, null>): void {
  useStreamsPanel.setState(({ open }) => ({ open: open === panel ? null : panel }));
}

export function closeStreamsPanel(): void {
  useStreamsPanel.setState({ open: null });
}
