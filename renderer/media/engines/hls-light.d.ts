/** The light build of hls.js has the same interface; its package ships no types for it. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
