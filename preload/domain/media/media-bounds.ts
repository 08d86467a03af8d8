/**
 * The bounds that a media server can exceed, by name. They travel as `detail` of `media.over-limit`; each has words in
 * both languages, which name its unit.
 */
export const MEDIA_BOUNDS = [
  'playlist',
  'playlist-line',
  'playlist-segments',
  'playlist-renditions',
  'playlist-keys',
  'playlist-expanded',
  'segment',
  'segment-key',
  'segment-init',
  'segment-samples',
  'nal-units',
  'tag',
  'metadata',
  'sequence-header',
] as const;

export type MediaBound = (typeof MEDIA_BOUNDS)[number];

const KNOWN: ReadonlySet<string> = new Set(MEDIA_BOUNDS);

export const isMediaBound = (text: unknown): text is MediaBound => typeof text === 'string' && KNOWN.has(text);
