/**
 * Script of a page that notes when the audio device begins to play a beep. `watchBeepsOf(video)` makes an output for the players of
 * sound; `beeps` says where the element was at each beep, seconds, null where that is not known.
 */
export const BEEPS = `
const beeps = [];
const places = [];
/** Where the element was at a moment, between two moments at which it was looked at. */
function placeAt(atMs) {
  const after = places.findIndex(([ms]) => ms >= atMs);
  if (after < 1) return null;
  const [[ms, sec], [msAfter, secAfter]] = [places[after - 1], places[after]];
  return sec + ((secAfter - sec) * (atMs - ms)) / (msAfter - ms);
}
const watchBeepsOf = (video) => (context) => {
  const analyser = new AnalyserNode(context, { fftSize: 32768 });
  analyser.connect(context.destination);
  const samples = new Float32Array(32768);
  const pending = [];
  let doneSec = 0;
  setInterval(() => places.push([performance.now(), video.currentTime]), 10);
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const endSec = context.currentTime;
    const { contextTime, performanceTime } = context.getOutputTimestamp();
    let quiet = 0;
    for (let i = 0; i < samples.length; i += 1) {
      const isLoud = Math.abs(samples[i]) > 0.1;
      const atSec = endSec - (samples.length - i) / context.sampleRate;
      if (isLoud && quiet > context.sampleRate / 10 && atSec > doneSec) {
        pending.push(performanceTime + (atSec - contextTime) * 1000);
        doneSec = atSec + 0.5;
      }
      quiet = isLoud ? 0 : quiet + 1;
    }
    while (pending.length > 0 && pending[0] < performance.now() - 100) beeps.push(placeAt(pending.shift()));
  }, 100);
  return analyser;
};
`;
