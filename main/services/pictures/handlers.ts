import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { PicturesService } from './pictures.ts';

export type PictureRequests = Extract<RequestName, `pictures.${string}`>;

export function pictureHandlers(pictures: PicturesService): Pick<Handlers, PictureRequests> {
  return { 'pictures.take': ({ channelId }) => pictures.take(channelId) };
}
