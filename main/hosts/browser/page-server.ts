/** Serves the built renderer on 127.0.0.1 to the browser that holds the cookie; everything else is refused. */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { log } from '../../log.ts';
import { securityHeaders } from '../content-policy.ts';
import type { PageFile, PageFiles } from '../page-files.ts';
import { Access } from './access.ts';

/** Another part of main that answers requests for host names of its own on the same port. */
export interface Neighbour {
  owns(host: string | undefined): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface PageServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly access: Access;
  readonly server: Server;
  readonly port: number;
  /** Requests for the host names that it owns go to it from now on. */
  addNeighbour(neighbour: Neighbour): void;
  close(): Promise<void>;
}

/** @param connectOrigins what the page may connect to besides this server (the media gateway). */
export async function startPageServer(files: PageFiles, connectOrigins: readonly string[]): Promise<PageServer> {
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  const access = new Access(`http://127.0.0.1:${port}`);
  const headers = securityHeaders([`ws://127.0.0.1:${port}`, ...connectOrigins]);
  const neighbours = new Set<Neighbour>();
  server.on('request', (request, response) => {
    const neighbour = [...neighbours].find((one) => one.owns(request.headers.host));
    if (neighbour !== undefined) return void neighbour.answer(request, response);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, access, files);
  });
  return {
    ...{ origin: `http://127.0.0.1:${port}`, access, server, port },
    addNeighbour: (neighbour) => void neighbours.add(neighbour),
    close: () => close(server),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, access: Access, files: PageFiles): void {
  request.resume(); // a body is of no use here, and left unread it would hold the connection
  if (!access.isOwnHost(request.headers)) return refuse(response, 421, 'This address is not served here.');
  if (!access.isOwnOrigin(request.headers, false)) return refuse(response, 403, 'Other sites may not read this page.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD.');
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  // A look with HEAD, as link checkers do, must not use the token up.
  if (path === '/launch' && request.method === 'GET')
    return launch(response, access, new URLSearchParams(query).get('token'));
  if (!access.hasCookie(request.headers)) {
    return refuse(response, 403, 'This window is not signed in to Lanner. Open it with "npm start".');
  }
  const file = files.find(path);
  if (file === undefined) return refuse(response, 404, 'No such file.');
  send(request, response, file);
}

function launch(response: ServerResponse, access: Access, token: string | null): void {
  const traded = access.trade(token);
  if (traded === null) {
    return refuse(response, 403, 'This link was used before or is too old. Open Lanner with "npm start".');
  }
  const { cookie, location } = traded;
  response.writeHead(303, { location, 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
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
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(`${text}\n`);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
