/** FLV's sound formats by number. Adobe FLV v10.1, E.4.2.1. */
import type { SoundTrack } from '../../../../preload/domain/clips.ts';

const SOUND_FORMATS: Readonly<Record<number, string>> = {
  0: 'PCM',
  1: 'ADPCM',
  2: 'MP3',
  3: 'PCM',
  7: 'G.711 A-law',
  8: 'G.711 µ-law',
  11: 'Speex',
};
const FORMAT_AAC = 10;

/** @param format FLV's number, or null for a stream without sound. */
export function soundOf(format: number | null): SoundTrack {
  if (format === null) return { kind: 'none' };
  return format === FORMAT_AAC
    ? { kind: 'aac' }
    : { kind: 'unplayable', format: SOUND_FORMATS[format] ?? `FLV ${format}` };
}
