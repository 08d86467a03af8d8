/**
 * Serves the built renderer on 127.0.0.1 to the browser that holds the cookie, under a host name that nobody can guess;
 * everything else is refused.
 */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { log } from '../../../log.ts';
import { documentResponse, securityHeaders, type PageDocument } from '../../content-policy.ts';
import type { PageFile, PageFiles } from '../../page-files.ts';
import { Access } from './access.ts';
import { GuardedServer } from './guarded-server.ts';
import { secretHost } from './secret-host.ts';

/** Another part of main that answers requests for host names of its own on the same port. */
export interface Neighbour {
  owns(host: string | undefined): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface PageServer {
  /** Such as `http://0f…9c.localhost:40123`. */
  readonly origin: string;
  readonly access: Access;
  readonly server: GuardedServer;
  readonly port: number;
  /** Requests for the host names that it owns go to it from now on. */
  addNeighbour(neighbour: Neighbour): void;
  close(): Promise<void>;
}

export interface PageServerOptions {
  readonly files: PageFiles;
  /** Origins that the page may connect to besides this server (the media gateway). */
  readonly connectOrigins: readonly string[];
  /** A launch token that was traded before came a second time, and was refused. */
  readonly onSecondTrade: () => void;
}

export async function startPageServer({
  files,
  connectOrigins,
  onSecondTrade,
}: PageServerOptions): Promise<PageServer> {
  const neighbours = new Set<Neighbour>();
  let serve: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.destroy();
  const server = new GuardedServer((request, response) => {
    const neighbour = [...neighbours].find((one) => one.owns(request.headers.host));
    if (neighbour === undefined) serve(request, response);
    else void neighbour.answer(request, response);
  });
  const port = await server.listen();
  const host = secretHost(port);
  const origin = `http://${host}`;
  const access = new Access(origin);
  const origins = [`ws://${host}`, ...connectOrigins];
  const headers = securityHeaders(origins);
  const tools: Tools = {
    access,
    files,
    origins,
    headers,
    onSecondTrade,
    trust: (request) => server.trust(request.socket),
  };
  serve = (request, response) => answer(request, response, tools);
  return {
    origin,
    access,
    server,
    port,
    addNeighbour: (neighbour) => void neighbours.add(neighbour),
    close: () => server.close(),
  };
}

/** Of an answer without a page: it may load nothing, and it names nothing. */
const BARE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

interface Tools {
  readonly access: Access;
  readonly files: PageFiles;
  /** Origins that the page may connect to. */
  readonly origins: readonly string[];
  /** Of the page, for who shows the cookie: they name this server, and strangers must not learn the name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly onSecondTrade: () => void;
  /** The connection of this request belongs to a window of the client. */
  readonly trust: (request: IncomingMessage) => void;
}

function answer(request: IncomingMessage, response: ServerResponse, tools: Tools): void {
  const { access, files } = tools;
  request.resume(); // no body is needed here, and an unread body would keep the connection open
  if (!access.isOwnHost(request.headers)) return refuse(response, 421, 'This address is not served here.');
  if (!access.isOwnOrigin(request.headers, false)) return refuse(response, 403, 'Other sites may not read this page.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD.');
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  // A HEAD request, as link checkers send it, must not use up the token.
  if (path === '/launch' && request.method === 'GET')
    return launch(request, response, tools, new URLSearchParams(query).get('token'));
  if (!access.hasCookie(request.headers)) {
    return refuse(response, 403, 'This window is not signed in to Lanner. Open it with "npm start".');
  }
  tools.trust(request);
  for (const [name, value] of Object.entries(tools.headers)) response.setHeader(name, value);
  const file = files.find(path);
  if (file === undefined) return refuse(response, 404, 'No such file.');
  if (file.template === null) send(request, response, file);
  else sendDocument(request, response, file, documentResponse(file.template, tools.origins));
}

function launch(request: IncomingMessage, response: ServerResponse, tools: Tools, token: string | null): void {
  const traded = tools.access.trade(token);
  if (traded.kind === 'used') {
    tools.onSecondTrade();
    return refuse(
      response,
      403,
      'This address was opened before and works once. Start Lanner again for a new address.',
    );
  }
  if (traded.kind === 'unknown') {
    return refuse(response, 403, 'This address is too old or not from Lanner. Start Lanner again for a new address.');
  }
  tools.trust(request);
  const { cookie, location } = traded;
  response.writeHead(303, { ...BARE_HEADERS, location, 'set-cookie': cookie }).end();
}

function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  { type, cacheControl }: PageFile,
  { headers, text }: PageDocument,
): void {
  response
    .writeHead(200, { ...headers, 'content-type': type, 'cache-control': cacheControl })
    .end(request.method === 'HEAD' ? undefined : text);
}

function send(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  response.setHeader('cache-control', file.cacheControl);
  if (file.cacheControl !== 'no-store') response.setHeader('etag', file.etag);
  if (file.cacheControl !== 'no-store' && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  const source = createReadStream(file.path);
  source.once('error', () => {
    if (!response.headersSent) refuse(response, 404, 'This file is gone; build the page again.');
  });
  source.once('open', () => {
    response.writeHead(200, { 'content-type': file.type });
    if (request.method === 'HEAD') {
      source.destroy();
      response.end();
      return;
    }
    pipeline(source, response, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.warn('page file not sent', { error });
    });
  });
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { ...BARE_HEADERS, 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${text}\n`);
}
