/** The parts of a workbook, unpacked within bounds. Parts that hold no values, such as pictures, stay packed. */
import { unzipSync, zipSync, type UnzipFileInfo } from 'fflate';
import { MAX_TABLE_BYTES, MAX_TABLE_PART_BYTES, MAX_TABLE_PARTS } from '../../../../preload/domain/bounds.ts';
import { TableError } from './table-error.ts';

/** By their paths. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** The parts that the values of cells are made of. */
const READ =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;
const CONTAINER = [0xd0, 0xcf, 0x11, 0xe0] as const;
const ZIP = [0x50, 0x4b] as const;

/** An encrypted workbook is a stream of this name in a container of the old form. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

const beginsWith = (bytes: Uint8Array, head: readonly number[]): boolean => head.every((one, at) => bytes[at] === one);

/** Also of the old form, and with a password. */
export const isWorkbook = (bytes: Uint8Array): boolean => beginsWith(bytes, ZIP) || beginsWith(bytes, CONTAINER);

/**
 * @throws {TableError} `locked`, `old-form`, `damaged`; `unpacks-too-large` for a part, for all parts, and for their number. Of a
 *   part nothing more is unpacked than the list of the file says.
 */
export function partsOf(bytes: Uint8Array): Parts {
  if (beginsWith(bytes, CONTAINER)) {
    throw new TableError(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED) ? 'locked' : 'old-form',
    );
  }
  if (!beginsWith(bytes, ZIP)) throw new TableError('damaged');
  const names = new Set<string>();
  let parts = 0;
  let total = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    parts += 1;
    if (parts > MAX_TABLE_PARTS) throw new TableError('unpacks-too-large');
    if (!READ.test(name)) return false;
    if (names.has(name)) throw new TableError('damaged');
    names.add(name);
    total += originalSize;
    if (originalSize > MAX_TABLE_PART_BYTES || total > MAX_TABLE_BYTES) throw new TableError('unpacks-too-large');
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    throw error instanceof TableError ? error : new TableError('damaged');
  }
}

const SHEET = /^xl\/worksheets\//i;

/**
 * The parts as a file again, which is not packed: who reads it unpacks no more than is here.
 *
 * @param sheet the path of the only sheet that is in it.
 */
export function fileOf(parts: Parts, sheet: string): ArrayBuffer {
  const kept = [...parts].filter(([path]) => path === sheet || !SHEET.test(path));
  const { buffer, byteOffset, byteLength } = zipSync(Object.fromEntries(kept), { level: 0 });
  return buffer.byteLength === byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
