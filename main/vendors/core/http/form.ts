/** Uploads as `multipart/form-data` (RFC 7578): read piece by piece, so that a large file never lies in memory whole. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../errors.ts';

/** The content of a file to send: its bytes, or a blob such as `fs.openAsBlob(path)` that is read while it is sent. */
export type FileContent = Uint8Array | Blob;

/** A form ready to be sent, more than once if need be. */
export interface UploadForm {
  readonly contentType: string;
  readonly lengthBytes: number;
  /** @throws {AppError} `input.invalid-field` when a file changed or went away meanwhile. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface FormPart {
  readonly name: string;
  readonly value: string | FileContent;
}

const escaped = (text: string): string =>
  text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A').toWellFormed();

function headOf({ name, value }: FormPart, boundary: string): string {
  const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
  if (typeof value === 'string') return `${disposition}\r\n\r\n`;
  const fileName = value instanceof File ? value.name : name.toLowerCase();
  return `${disposition}; filename="${escaped(fileName)}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
}

/** Puts the parts into one form, in their order. */
export function composeForm(parts: readonly FormPart[], boundary: string = randomUUID()): UploadForm {
  const pieces = parts.flatMap((part) => {
    const content = typeof part.value === 'string' ? Buffer.from(part.value, 'utf8') : part.value;
    return [
      { field: part.name, content: Buffer.from(headOf(part, boundary), 'utf8') },
      { field: part.name, content },
      { field: part.name, content: Buffer.from('\r\n', 'utf8') },
    ];
  });
  const all = [...pieces, { field: '', content: Buffer.from(`--${boundary}--\r\n`, 'utf8') }];
  const sizeOf = (content: FileContent): number => (content instanceof Blob ? content.size : content.byteLength);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    lengthBytes: all.reduce((sum, { content }) => sum + sizeOf(content), 0),
    async *chunks() {
      for (const { field, content } of all) {
        if (content instanceof Blob) yield* readBlob(content, field);
        else yield content;
      }
    },
  };
}

async function* readBlob(blob: Blob, field: string): AsyncGenerator<Uint8Array> {
  try {
    yield* blob.stream() as ReadableStream<Uint8Array>;
  } catch (cause) {
    const params = { field, detail: 'file-changed' };
    throw new AppError('input.invalid-field', `${field}: the file changed or cannot be read`, { params, cause });
  }
}
