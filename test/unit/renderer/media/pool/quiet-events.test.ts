// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { keepQuiet } from '../../../../../renderer/media/pool/quiet-events.ts';
import { createVideo } from '../../../../../renderer/media/pool/video-element-pool.ts';

describe('the events of a video', () => {
  let stop = (): void => undefined;
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  /** Which events of the video reach a listener at the root of the page. */
  function heard(video: HTMLVideoElement, readyState: number): readonly string[] {
    Object.defineProperty(video, 'readyState', { value: readyState, configurable: true });
    document.body.append(video);
    const types = ['timeupdate', 'progress', 'waiting', 'error'];
    const told: string[] = [];
    const listen = (event: Event): void => void told.push(event.type);
    for (const type of types) document.body.addEventListener(type, listen, { capture: true });
    for (const type of types) video.dispatchEvent(new Event(type));
    for (const type of types) document.body.removeEventListener(type, listen, { capture: true });
    return told;
  }

  it('the events of a video are all passed on while a live tile starts', () => {
    stop = keepQuiet(() => undefined);
    expect(heard(createVideo(), 2)).toEqual(['timeupdate', 'progress', 'waiting', 'error']);
  });

  it('the events of a video are passed on only when something happened once its picture moves', () => {
    stop = keepQuiet(() => undefined);
    expect(heard(createVideo(), 4)).toEqual(['waiting', 'error']);
  });

  it('the events of a video inform a listener that more of a live tile was loaded, and of nothing else', () => {
    let count = 0;
    stop = keepQuiet(() => (count += 1));
    heard(document.createElement('video'), 4);
    heard(createVideo(), 2);
    expect(count).toBe(0);
    heard(createVideo(), 4);
    expect(count).toBe(1);
  });

  it('the events of a video are all passed on for a video that is not a live tile, and when nothing is left out any more', () => {
    stop = keepQuiet(() => undefined);
    expect(heard(document.createElement('video'), 4)).toContain('progress');
    stop();
    expect(heard(createVideo(), 4)).toContain('progress');
  });
});
