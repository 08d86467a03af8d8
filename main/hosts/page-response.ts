/** A file of the page as a Fetch response, for hosts that answer requests in this process. */
import { readFile } from 'node:fs/promises';
import type { PageFiles } from './page-files.ts';

/** @param path of the URL, or null when the URL is not one of the page. */
export async function answerPage(
  method: string,
  path: string | null,
  files: PageFiles,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  if (method !== 'GET') return new Response(null, { status: 405, headers });
  const file = path === null ? undefined : files.find(path);
  if (file === undefined) return new Response(null, { status: 404, headers });
  const body = new Uint8Array(await readFile(file.path));
  return new Response(body, { headers: { ...headers, 'content-type': file.type, 'cache-control': file.cacheControl } });
}
