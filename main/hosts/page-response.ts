/** A file of the page as a Fetch response, for hosts that answer requests in this process. */
import { readFile } from 'node:fs/promises';
import { documentResponse, securityHeaders } from './content-policy.ts';
import type { PageFiles } from './page-files.ts';

/**
 * @param path of the URL, or null when the URL is not one of the page.
 * @param connectOrigins as for the content policy.
 */
export async function answerPage(
  method: string,
  path: string | null,
  files: PageFiles,
  connectOrigins: readonly string[],
): Promise<Response> {
  const headers = securityHeaders(connectOrigins);
  if (method !== 'GET') return new Response(null, { status: 405, headers });
  const file = path === null ? undefined : files.find(path);
  if (file === undefined) return new Response(null, { status: 404, headers });
  const own = { 'content-type': file.type, 'cache-control': file.cacheControl };
  if (file.template !== null) {
    const document = documentResponse(file.template, connectOrigins);
    return new Response(document.text, { headers: { ...document.headers, ...own } });
  }
  const body = new Uint8Array(await readFile(file.path));
  return new Response(body, { headers: { ...headers, ...own } });
}
