/**
 * Plays the G.711 of a live FLV stream beside its picture and in step with it: browsers decode no G.711. It joins the same upstream
 * as a second viewer, as {@link ../listening-player.ts} does for AAC.
 */
import type { ListeningEvents } from '../listening-player.ts';
import { FlvSoundReader } from './flv-sound-reader.ts';
import { pictureZeroMs } from './picture-zero.ts';
import type { PictureClock } from './sound-line.ts';
import type { FromWorklet, ToWorklet } from './sound-worklet.ts';

export interface G711Request {
  /** The stream, from the gateway. */
  readonly url: string;
  /** Where the page has the worklet. */
  readonly workletUrl: string;
  /** The element that shows the picture now: another one after its player was built again, null while there is none. */
  readonly picture: () => HTMLVideoElement | null;
  readonly events: ListeningEvents;
  /** Where the sound goes; absent: to the speakers. */
  readonly output?: (context: AudioContext) => AudioNode;
}

const PROCESSOR = 'lanner-g711';
/** How often the sound is told where the picture is. */
const CLOCK_EVERY_MS = 100;

export class G711Player {
  readonly #request: G711Request;
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  readonly #abort = new AbortController();
  #clockTimer: ReturnType<typeof setInterval> | undefined;

  constructor(request: G711Request) {
    this.#request = request;
    this.#play().then(
      () => this.#lose(),
      () => this.#lose(),
    );
  }

  dispose(): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    clearInterval(this.#clockTimer);
    this.#context.close().catch(() => undefined);
  }

  /** @returns at the end of the stream. */
  async #play(): Promise<void> {
    const context = this.#context;
    const { url, workletUrl, picture, events, output } = this.#request;
    await context.audioWorklet.addModule(workletUrl);
    if (this.#abort.signal.aborted) return;
    const node = new AudioWorkletNode(context, PROCESSOR, { numberOfInputs: 0, outputChannelCount: [1] });
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
      if (data === 'playing' && !this.#abort.signal.aborted) events.onPlaying();
    };
    node.connect(output?.(context) ?? context.destination);
    const tell = (message: ToWorklet): void => node.port.postMessage(message);
    this.#clockTimer = setInterval(() => tell({ kind: 'clock', clock: clockOf(picture(), context) }), CLOCK_EVERY_MS);
    context.resume().catch(() => undefined);
    const { signal } = this.#abort;
    const response = await fetch(url, { signal, cache: 'no-store', credentials: 'omit' });
    if (!response.ok || response.body === null) return;
    const reader = new FlvSoundReader((piece) => tell({ kind: 'piece', piece }));
    const body = response.body.getReader();
    for (;;) {
      const { done, value } = await body.read();
      if (done || signal.aborted) return;
      reader.push(value);
    }
  }

  #lose(): void {
    if (this.#abort.signal.aborted) return;
    this.dispose();
    this.#request.events.onLost();
  }
}

/** Null for a picture that stands or is not known. */
function clockOf(video: HTMLVideoElement | null, context: AudioContext): PictureClock | null {
  const zeroMs = video === null ? null : pictureZeroMs(video);
  if (video === null || zeroMs === null) return null;
  if (video.paused || video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return null;
  const mediaSec = video.currentTime + zeroMs / 1000;
  return { mediaSec, deviceSec: heardNowSec(context), rate: video.playbackRate };
}

/** What of its own time the device plays at this moment: what is written now is heard a little later. */
function heardNowSec(context: AudioContext): number {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
  // A device that has not begun to play knows no time yet.
  if (performanceTime === 0) return context.currentTime;
  return contextTime + (performance.now() - performanceTime) / 1000;
}
