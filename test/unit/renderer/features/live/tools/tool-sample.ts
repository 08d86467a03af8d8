/** A tile of the wall whose tools are all at rest. */
import type { ToolState } from '../../../../../../renderer/features/live/tools/tile-tools-list.ts';

/** @param own the values that differ. */
export const toolState = (own: Partial<ToolState> = {}): ToolState => ({
  isRecording: false,
  isReplaying: false,
  isBoxing: false,
  isEnlarged: false,
  isHeard: false,
  isProtected: false,
  transport: null,
  ...own,
});
