/** FLV's sound formats by number. Adobe FLV v10.1, E.4.2.1. */
import type { G711Law, SoundTrack } from '../../../../preload/domain/exports/clips.ts';
import { FORMAT_AAC } from './flv-tags.ts';

const SOUND_FORMATS: Readonly<Record<number, string>> = { 0: 'PCM', 1: 'ADPCM', 2: 'MP3', 3: 'PCM', 11: 'Speex' };

/** The law of a G.711 format; null for every other format. @param format FLV's number. */
export function g711LawOf(format: number): G711Law | null {
  if (format === 7) return 'alaw';
  return format === 8 ? 'ulaw' : null;
}

/** @param format FLV's number, or null for a stream without sound. */
export function soundOf(format: number | null): SoundTrack {
  if (format === null) return { kind: 'none' };
  if (format === FORMAT_AAC) return { kind: 'aac' };
  const law = g711LawOf(format);
  return law !== null
    ? { kind: 'g711', law }
    : { kind: 'unplayable', format: SOUND_FORMATS[format] ?? `FLV ${format}` };
}
