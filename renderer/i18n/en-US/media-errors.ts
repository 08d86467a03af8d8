/** Streams that are refused because of their contents: the failures, and the bounds that a stream can exceed. */
export const mediaRefusals = {
  'over-limit': {
    what: 'The stream was refused.',
    why: '{{detail}}',
    next: 'The client tries again by itself. If it lasts, restart the camera and send the details to support.',
  },
  quarantined: {
    what: 'This stream is held back.',
    why: 'It stopped the media service of the client. The service was started again, and the other streams go on.',
    next: 'Select “Try again” to open the stream once more. If it happens again, send the details to support.',
  },
} as const;

/** One sentence for each bound; `limit` is in the unit of the sentence. */
export const mediaBounds = {
  playlist: 'The playlist is larger than {{limit}} MB.',
  'playlist-line': 'A line of the playlist is longer than {{limit}} KB.',
  'playlist-segments': 'The playlist lists more than {{limit}} segments.',
  'playlist-renditions': 'The playlist offers more than {{limit}} versions of the stream.',
  'playlist-keys': 'The playlist names more than {{limit}} keys for one segment.',
  'playlist-expanded': 'The addresses and keys in the playlist take more than {{limit}} MB.',
  segment: 'A segment is larger than {{limit}} MB.',
  'segment-key': 'An encryption key is larger than {{limit}} KB.',
  'segment-init': 'An initialisation section is larger than {{limit}} MB.',
  'segment-samples': 'A segment holds more than {{limit}} pictures and sound frames.',
  'nal-units': 'A picture has more than {{limit}} parts.',
  tag: 'A picture is larger than {{limit}} MB.',
  metadata: 'The metadata of the stream is larger than {{limit}} MB.',
  'sequence-header': 'The description of the codec is larger than {{limit}} KB.',
} as const;
