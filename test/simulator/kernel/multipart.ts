/** Reads `multipart/form-data` bodies (RFC 7578), as uploads send them. */

export interface FormFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

export interface Form {
  /** Plain fields; of a name that comes twice the last value counts. */
  readonly texts: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, FormFile>>;
}

/** @returns null for another content type or a body that is not well formed. */
export function readForm(contentType: string, body: Buffer): Form | null {
  if (!/^multipart\/form-data\b/i.test(contentType)) return null;
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const text = boundary?.[1] ?? boundary?.[2];
  if (text === undefined) return null;
  const texts: Record<string, string> = {};
  const files: Record<string, FormFile> = {};
  for (const part of partsOf(body, Buffer.from(`--${text}`)) ?? [null]) {
    const field = part === null ? null : readPart(part);
    if (field === null) return null;
    if (field.fileName === null) texts[field.name] = field.bytes.toString('utf8');
    else files[field.name] = { fileName: field.fileName, bytes: field.bytes };
  }
  return { texts, files };
}

/** The parts between the delimiters; null if the closing one is missing. */
function partsOf(body: Buffer, delimiter: Buffer): readonly Buffer[] | null {
  const parts: Buffer[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    if (next < 0) return null;
    parts.push(body.subarray(start + 2, next));
    at = next + 2;
  }
  return null;
}

function readPart(part: Buffer): { name: string; fileName: string | null; bytes: Buffer } | null {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) return null;
  const head = part.subarray(0, split).toString('utf8');
  const name = /^content-disposition:.*[;\s]name="([^"]*)"/im.exec(head)?.[1];
  if (name === undefined) return null;
  return { name, fileName: /;\s*filename="([^"]*)"/i.exec(head)?.[1] ?? null, bytes: part.subarray(split + 4) };
}
