/** The light build of hls.js has the same interface; its package ships no types for it. */
declare module 'hls.js/light' {
  // eslint-disable-next-line import-x/no-default-export -- describes what the package exports
  export { default } from 'hls.js';
}
