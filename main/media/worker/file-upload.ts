/** Takes one file from the page, for a path that main has named. */
import { open, unlink } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../errors.ts';
import { fileFailure, makeFolder, PRIVATE_FILE_MODE } from '../../file-failures.ts';

export interface ExpectedFile {
  readonly path: string;
  readonly maxBytes: number;
}

/** Answers 201, or a WireError as JSON; never throws. A file that did not arrive complete is removed. */
export async function receiveFile(
  expected: ExpectedFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { path, maxBytes } = expected;
  let hasOpened = false;
  try {
    await makeFolder(dirname(path));
    const file = await open(path, 'wx', PRIVATE_FILE_MODE);
    hasOpened = true;
    await pipeline(request, limited(maxBytes), file.createWriteStream());
    response.writeHead(201).end();
  } catch (error) {
    if (hasOpened) await unlink(path).catch(() => {});
    const wire = fileFailure(error, dirname(path)).toWire();
    if (response.destroyed) return;
    response.writeHead(500, { 'Content-Type': 'application/json' }).end(JSON.stringify(wire));
  }
}

function limited(maxBytes: number) {
  return async function* pass(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new AppError('network.too-large', 'the file is too large', { params: { limit: maxBytes } });
      yield chunk;
    }
  };
}
