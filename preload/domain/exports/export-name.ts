/** Folders and file names of exports: `site/camera/date/start-end`, safe on the file systems of Windows, macOS and Linux. */
import { fileNamePart } from './clip-name.ts';

/** Names that Windows keeps for devices, with and without an ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(\..*)?$/i;
/** Windows counts a path in UTF-16 units, 260 in all: two names of this length leave half of them for the folder above. */
const MAX_UNITS = 48;

export interface ExportName {
  /** One below the other. */
  readonly folders: readonly string[];
  /** Without an ending. */
  readonly name: string;
}

/** A name as a folder or a file; never empty, never `.` or `..`. */
export function safeName(text: string): string {
  const clean = fileNamePart(text.toWellFormed().normalize('NFC'));
  const apart = RESERVED.test(clean) ? `_${clean}` : clean;
  let short = '';
  for (const character of apart) {
    if (short.length + character.length > MAX_UNITS) break;
    short += character;
  }
  // The cut may have left a blank or a dot at the end, which Windows drops.
  return fileNamePart(short);
}

/** `+0800`. */
const offsetOf = ({ offset }: Temporal.ZonedDateTime): string => offset.replace(':', '');
const timeOf = (at: Temporal.ZonedDateTime): string =>
  at.toPlainTime().toString({ smallestUnit: 'second' }).replaceAll(':', '-');

/**
 * Names an export, such as `North/Dock gate/2026-11-23` and `10-00-00 - 10-30-00 +0800`. The end has its date when it is on
 * another day, the begin its offset when the clock was changed in between.
 *
 * @param zone of the camera, an IANA name. @param again from 2 on: how often the name was taken.
 * @throws {RangeError} for an unknown zone.
 */
export function exportName(
  { site, camera }: { readonly site: string; readonly camera: string },
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  zone: string,
  again = 1,
): ExportName {
  const [from, to] = [fromMs, toMs].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone),
  );
  if (from === undefined || to === undefined) throw new RangeError('no time');
  const [date, endDate] = [from.toPlainDate().toString(), to.toPlainDate().toString()];
  const start = `${timeOf(from)}${from.offset === to.offset ? '' : ` ${offsetOf(from)}`}`;
  const end = `${endDate === date ? '' : `${endDate} `}${timeOf(to)} ${offsetOf(to)}`;
  return {
    folders: [safeName(site), safeName(camera), date],
    name: `${start} - ${end}${again > 1 ? ` (${again})` : ''}`,
  };
}
