/** Keeps `<video>` elements for the next player: creating one costs more than cleaning one. */
import { makeQuiet } from './quiet-events.ts';

export class VideoElementPool {
  readonly #create: () => HTMLVideoElement;
  readonly #capacity: number;
  readonly #idle: HTMLVideoElement[] = [];
  #lent = 0;

  constructor(create: () => HTMLVideoElement, capacity: number) {
    this.#create = create;
    this.#capacity = capacity;
  }

  take(): HTMLVideoElement {
    this.#lent++;
    return this.#idle.pop() ?? this.#create();
  }

  /** The element must have no source and no listener any more. */
  give(video: HTMLVideoElement): void {
    this.#lent--;
    video.remove();
    if (this.#idle.length < this.#capacity) this.#idle.push(video);
  }

  clear(): void {
    this.#idle.length = 0;
  }

  counts(): { readonly lent: number; readonly idle: number } {
    return { lent: this.#lent, idle: this.#idle.length };
  }
}

/** A mute element without controls, hidden from assistive technology: the tile around it has the name. */
export function createVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.className = 'tile-video';
  video.muted = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.tabIndex = -1;
  video.setAttribute('aria-hidden', 'true');
  makeQuiet(video);
  return video;
}
