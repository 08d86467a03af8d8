/** A page in real Chromium that plays gateway URLs with the client's own engines, and says what the viewer sees. */
import type { LocalTransport } from '../../../preload/domain/media/streams.ts';
import type { ReplaySource } from '../../../renderer/media/live/replay-player.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { BEEPS } from './beeps.ts';
import { serveBundledPage } from './bundled-page.ts';

export interface ViewerState {
  readonly currentTime: number;
  readonly frames: number;
  readonly width: number;
  readonly events: readonly string[];
  /** Seconds of media that are there beyond what is shown. */
  readonly aheadSec: number;
  /** Seconds that were played, whatever happened to the clock of the media. */
  readonly shownSec: number;
  /** How often the element lost its source since `play`. */
  readonly resets: number;
  /** How far behind the newest media the engine means to play. */
  readonly targetSec: number;
  /** Bytes of sound that were decoded. */
  readonly soundBytes: number;
  /** Least and greatest brightness in the picture, 0 to 255: equal for a blank one. */
  readonly darkest: number;
  readonly brightest: number;
}

export interface PlayerPage {
  readonly origin: string;
  play(transport: LocalTransport, url: string): Promise<void>;
  /** Lets the sound of the picture itself be heard. */
  unmute(): Promise<void>;
  /** Takes the player away. */
  stop(): Promise<void>;
  /** Puts the picture back by `bySec` seconds, as a hiccup does. */
  holdUp(bySec: number): Promise<void>;
  look(): Promise<ViewerState>;
  /** Plays the past of a stream. */
  replay(source: ReplaySource): Promise<void>;
  /** Plays the sound of a stream, without its picture. */
  hear(url: string): Promise<void>;
  heard(): Promise<{ readonly state: string; readonly playedSec: number }>;
  /** Plays the G.711 of a stream in step with the picture that `play` shows, and notes flashes and beeps. */
  hearG711(url: string): Promise<void>;
  flashesAndBeeps(): Promise<FlashesAndBeeps>;
  close(): Promise<void>;
}

/** On the clock of the picture's element, seconds. */
export interface FlashesAndBeeps {
  readonly state: string;
  /** Which pictures were the first bright ones after dark ones. */
  readonly flashes: readonly number[];
  /** Where the element was when the device began to play a beep. */
  readonly beeps: readonly number[];
}

const ENTRY = `
import { createEngine } from './engines/create-engine.ts';
import { ListeningPlayer } from './sound/listening-player.ts';
import { ReplayPlayer } from './live/replay-player.ts';
import { G711Player } from './sound/g711-player.ts';
const video = document.querySelector('video');
const events = [];
let engine = null;
let resets = 0;
let shownSec = 0;
let lastTime = 0;
video.addEventListener('emptied', () => (resets += 1));
video.addEventListener('timeupdate', () => {
  const step = video.currentTime - lastTime;
  if (step > 0 && step < 2) shownSec += step;
  lastTime = video.currentTime;
});
window.unmute = () => (video.muted = false);
window.stop = () => {
  engine?.dispose();
  engine = null;
};
window.holdUp = (bySec) => {
  video.currentTime -= bySec;
};
window.play = (transport, url) => {
  engine?.dispose();
  events.length = resets = shownSec = lastTime = 0;
  engine = createEngine({ video, transport, url, onEvent: (event) => events.push(event.kind) });
};
let replay = null;
window.replay = (source) => {
  engine?.dispose();
  replay?.dispose();
  replay = new ReplayPlayer(video, source, (error) => events.push(error === null ? 'ended' : 'broken'));
};
let listening = null;
let heard = '';
window.hear = (url) => {
  listening?.dispose();
  heard = '';
  listening = new ListeningPlayer(url, { onPlaying: () => (heard = 'playing'), onLost: () => (heard = 'lost') });
};
const flashes = [];
let g711 = null;
let g711State = '';
function watchFlashes() {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [8, 8];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let wasBright = true;
  const look = (_now, { mediaTime }) => {
    context.drawImage(video, 0, 0, 8, 8);
    const isBright = context.getImageData(4, 4, 1, 1).data[0] > 128;
    if (isBright && !wasBright) flashes.push(mediaTime);
    wasBright = isBright;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}
${BEEPS}
window.hearG711 = (url) => {
  watchFlashes();
  const events = { onPlaying: () => (g711State = 'playing'), onLost: () => (g711State = 'lost') };
  const request = { url, workletUrl: '/worklet.js', picture: () => video, events, output: watchBeepsOf(video) };
  g711 = new G711Player(request);
};
window.flashesAndBeeps = () => ({ state: g711State, flashes, beeps: beeps.filter((sec) => sec !== null) });
window.listenNow = () => ({ state: heard, playedSec: listening?.playedSec ?? 0 });
window.look = () => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 36];
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 64, 36);
  const { data } = context.getImageData(0, 0, 64, 36);
  const light = Array.from({ length: data.length / 4 }, (_, i) => (data[i * 4] + data[i * 4 + 1] + data[i * 4 + 2]) / 3);
  return {
    currentTime: video.currentTime,
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
    width: video.videoWidth,
    events,
    aheadSec: video.buffered.length === 0 ? 0 : video.buffered.end(video.buffered.length - 1) - video.currentTime,
    shownSec,
    resets,
    targetSec: (engine?.targetLatencyMs ?? 0) / 1000,
    soundBytes: video.webkitAudioDecodedByteCount,
    darkest: Math.min(...light),
    brightest: Math.max(...light),
  };
};
`;

export async function openPlayerPage(): Promise<PlayerPage> {
  const site = await serveBundledPage(ENTRY, '<video muted autoplay></video>', "import './sound/sound-worklet.ts'");
  const { origin } = site;
  const browser = await launchEngine();
  const page = await browser.newPage();
  await page.goto(origin);
  return {
    origin,
    play: (transport, url) => page.evaluate(`window.play(${JSON.stringify(transport)}, ${JSON.stringify(url)})`),
    unmute: () => page.evaluate('window.unmute()'),
    stop: () => page.evaluate('window.stop()'),
    holdUp: (bySec) => page.evaluate(`window.holdUp(${bySec})`),
    look: () => page.evaluate('window.look()'),
    replay: (from) => page.evaluate(`window.replay(${JSON.stringify(from)})`),
    hear: (url) => page.evaluate(`window.hear(${JSON.stringify(url)})`),
    heard: () => page.evaluate('window.listenNow()'),
    hearG711: (url) => page.evaluate(`window.hearG711(${JSON.stringify(url)})`),
    flashesAndBeeps: () => page.evaluate('window.flashesAndBeeps()'),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
