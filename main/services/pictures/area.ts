/** Pictures that clouds have cameras take now. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { fetchPicture } from '../../media/gateway/picture-fetch.ts';
import { pictureHandlers, type PictureRequests } from './handlers.ts';
import { PicturesService } from './pictures.ts';
import { screens } from './screens.ts';

export function createPictures({ sessions }: ClientCore): Area<PictureRequests> {
  const pictures = new PicturesService({ sessions, fetch: fetchPicture });
  return { handlers: pictureHandlers(pictures), screens, dispose: () => pictures.dispose() };
}
