/**
 * The peer of seeks: hls.js alone in a page of its own script, which asks the media server itself. It has the limits of the
 * client's buffer and, as the client, no worker; it reads the moments of segments from their date-times.
 */

/** As the client limits its buffer: without this hls.js alone would keep all of the recording. */
export const PEER_CONFIG = {
  backBufferLength: 15,
  maxBufferLength: 15,
  maxMaxBufferLength: 40,
  maxBufferSize: 0,
  // The first position is known when the playlist has come.
  enableWorker: false,
  autoStartLoad: false,
} as const;

/** A seek is over with a picture this near to the moment, in pictures. */
export const NEAR_PICTURES = 1.5;

/** Number of animation frames that are looked at after a picture or an event of the video. */
const FRAMES_AFTER = 4;

/** Script of a page, bundled from renderer/media: `showsMoment` resolves when a video shows the picture of a moment. */
export const MOMENT_SCRIPT = `
import { readTimeCode } from '../../test/simulator/media/time-code.ts';
const codeOf = (video) => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1);
  return readTimeCode(data, canvas.width, 1);
};
// Looks with each picture, and in the frames after it: a picture can come between its callback and the next frame.
const showsMoment = (video, atMs, pictureMs) => new Promise((resolve) => {
  const abort = new AbortController();
  let frames = 0;
  const look = () => {
    if (abort.signal.aborted) return;
    const code = video.readyState >= 2 && video.videoWidth > 0 ? codeOf(video) : null;
    if (code === null || Math.abs(code - atMs) > ${NEAR_PICTURES} * pictureMs) return;
    abort.abort();
    resolve(performance.now());
  };
  const lookAgain = () => {
    look();
    frames -= 1;
    if (frames > 0 && !abort.signal.aborted) requestAnimationFrame(lookAgain);
  };
  const lookOn = () => {
    const isIdle = frames <= 0;
    frames = ${FRAMES_AFTER};
    if (isIdle) lookAgain();
  };
  const onPicture = () => {
    lookOn();
    if (!abort.signal.aborted) video.requestVideoFrameCallback(onPicture);
  };
  video.requestVideoFrameCallback(onPicture);
  for (const name of ['seeked', 'loadeddata', 'canplay']) video.addEventListener(name, lookOn, { signal: abort.signal });
});
const isLoadedAhead = ({ buffered, currentTime, readyState }, aheadSec) => {
  for (let i = 0; i < buffered.length; i += 1) {
    if (buffered.start(i) <= currentTime + 0.1 && buffered.end(i) >= currentTime + aheadSec) return readyState >= 3;
  }
  return false;
};
`;

/** Script of a page behind {@link MOMENT_SCRIPT}: `createPeer()` gives a video with hls.js. */
export const PEER_SCRIPT = `
import Hls from 'hls.js';
const createPeer = () => {
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  let hls = null;
  let details = null;
  const positionOf = (atMs) => {
    const fragment = details.fragments.findLast(({ programDateTime }) => programDateTime <= atMs) ?? details.fragments[0];
    // Positions are seconds as a float: a little later, so that it is not the picture before.
    return fragment.start + (atMs - fragment.programDateTime) / 1000 + 0.001;
  };
  const open = (url, atMs) => {
    hls?.destroy();
    details = null;
    hls = new Hls(${JSON.stringify(PEER_CONFIG)});
    hls.on(Hls.Events.LEVEL_LOADED, (_, loaded) => {
      if (details !== null) return;
      details = loaded.details;
      hls.startLoad(positionOf(atMs));
    });
    hls.attachMedia(video);
    hls.loadSource(url);
  };
  return { video, open, seek: (atMs) => void (video.currentTime = positionOf(atMs)) };
};
`;
