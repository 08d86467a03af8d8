/** Sends decoded sound to the audio device through a worklet, which follows the place of the picture. */
import type { PictureClock } from './sound-line.ts';
import type { FromWorklet, ToWorklet } from './sound-worklet.ts';

export interface OutputRequest {
  /** Where the page has the worklet. */
  readonly workletUrl: string;
  /** The element that shows the picture now: another one after its player was built again, null while there is none. */
  readonly picture: () => HTMLVideoElement | null;
  /** The sound line's time at an element's time 0, seconds; null while it is not known. */
  readonly zeroSec: (video: HTMLVideoElement) => number | null;
  /** The first sound was given to the device. */
  readonly onPlaying: () => void;
  /** Where the sound goes; absent: to the speakers. */
  readonly output?: (context: AudioContext) => AudioNode;
}

const PROCESSOR = 'lanner-g711';
/** Interval between two reports of the picture's place to the sound. */
export const CLOCK_EVERY_MS = 100;

export class SoundOutput {
  readonly #request: OutputRequest;
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  #node: AudioWorkletNode | null = null;
  #clockTimer: ReturnType<typeof setInterval> | undefined;
  #isDisposed = false;

  constructor(request: OutputRequest) {
    this.#request = request;
  }

  /** Rejects where the browser has no worklet for it. Sound that comes before is lost. */
  async open(): Promise<void> {
    const context = this.#context;
    const { workletUrl, onPlaying, output } = this.#request;
    await context.audioWorklet.addModule(workletUrl);
    if (this.#isDisposed) return;
    const node = new AudioWorkletNode(context, PROCESSOR, { numberOfInputs: 0, outputChannelCount: [1] });
    node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
      if (data === 'playing' && !this.#isDisposed) onPlaying();
    };
    node.connect(output?.(context) ?? context.destination);
    this.#node = node;
    this.#clockTimer = setInterval(() => this.tell({ kind: 'clock', clock: this.#clock() }), CLOCK_EVERY_MS);
    context.resume().catch(() => undefined);
  }

  tell(message: ToWorklet): void {
    this.#node?.port.postMessage(message);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    clearInterval(this.#clockTimer);
    this.#context.close().catch(() => undefined);
  }

  /** Null for a picture that stands or is not known. */
  #clock(): PictureClock | null {
    const { picture, zeroSec } = this.#request;
    const video = picture();
    const zero = video === null ? null : zeroSec(video);
    if (video === null || zero === null) return null;
    if (video.paused || video.seeking || video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return null;
    return { mediaSec: video.currentTime + zero, deviceSec: heardNowSec(this.#context), rate: video.playbackRate };
  }
}

/** The device's own time of the sound that is heard now: samples that are written now are heard a little later. */
function heardNowSec(context: AudioContext): number {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
  // A device that has not begun to play knows no time yet.
  if (performanceTime === 0) return context.currentTime;
  return contextTime + (performance.now() - performanceTime) / 1000;
}
