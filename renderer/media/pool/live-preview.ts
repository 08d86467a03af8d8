/** Previews of the page's only pool. */
import { livePool } from './live-pool.ts';
import { openPreview, type PreviewOpening } from './preview-player.ts';

export const openLivePreview: PreviewOpening = (request, container) => openPreview(livePool, request, container);
