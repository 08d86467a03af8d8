/**
 * The loopback server of the gateway: it decides who may connect, and to which lease a request belongs. Paths carry a
 * secret of this run and the opaque id of a lease. Host and Origin are checked, so that neither a page of another
 * origin nor a name that was rebound to 127.0.0.1 gets a stream even if it learns a path.
 */
import { timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { log } from '../../log.ts';
import { ConnectionGuard, MAX_HEADER_BYTES, refuse } from './connection-guard.ts';
import { EXPORT_ORIGIN } from '../messages/export-messages.ts';
import { STREAM_DOMAIN } from '../messages/stream-names.ts';

export interface RequestHandler {
  /** Whether a lease of this id and transport is open. */
  knows(id: string, kind: Route['kind']): boolean;
  onViewer(leaseId: string, response: http.ServerResponse): void;
  onHls(leaseId: string, resource: string, request: http.IncomingMessage, response: http.ServerResponse): void;
  /** A player for the ring of a stream. */
  onReplay(id: string, response: http.ServerResponse): void;
  /** A player of a recording; `resource` is empty for a stream at the pace of a device. */
  onRecording(id: string, resource: string, request: http.IncomingMessage, response: http.ServerResponse): void;
  /** A file that the page puts here on main's order. */
  onFile(id: string, request: http.IncomingMessage, response: http.ServerResponse): void;
}

interface Route {
  readonly kind: 'flv' | 'hls' | 'past' | 'file' | 'recording';
  readonly leaseId: string;
  readonly resource: string;
}

const PATH = /^\/([\w-]{16,64})\/(flv|hls|past|file|recording)\/([\w-]{16,64})(?:\/([\w-]+(?:\.[a-z0-9]{1,5})?))?$/;
const isKind = (text: string | undefined): text is Route['kind'] => text !== undefined && KINDS.has(text);
const KINDS: ReadonlySet<string> = new Set(['flv', 'hls', 'past', 'file', 'recording']);

export class GatewayServer {
  readonly #secret: Buffer;
  readonly #requests: RequestHandler;
  #origins: ReadonlySet<string>;
  #host = '';
  /** Ends of the names that streams are asked under; see {@link StreamNames}. */
  #ownNames = '';
  readonly #http = http.createServer({ maxHeaderSize: MAX_HEADER_BYTES, connectionsCheckingInterval: 1_000 });
  readonly #guard = new ConnectionGuard(this.#http);

  constructor(secret: string, origins: readonly string[], requests: RequestHandler) {
    this.#secret = Buffer.from(secret);
    this.#origins = new Set(origins);
    this.#requests = requests;
    this.#http.on('request', (request, response) => {
      try {
        this.#onRequest(request, response);
      } catch (error) {
        log.error('a request at the gateway failed', { error });
        response.destroy();
      }
    });
  }

  allowOrigins(origins: readonly string[]): void {
    this.#origins = new Set(origins);
  }

  /** @returns the port. Rejects with the system's error, such as EADDRINUSE. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen({ host: '127.0.0.1', port }, () => {
        this.#http.off('error', reject);
        const address = this.#http.address();
        const bound = typeof address === 'object' && address !== null ? address.port : port;
        this.#host = `127.0.0.1:${bound}`;
        this.#ownNames = `${STREAM_DOMAIN}:${bound}`;
        resolve(bound);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  /**
   * 403 for a caller without the right, 404 for a path that does not exist: no answer reveals which part of a path was
   * right.
   */
  #judge(request: http.IncomingMessage): { readonly route: Route } | { readonly status: 403 | 404 } {
    const { origin } = request.headers;
    const host = request.headers.host ?? '';
    if (host !== this.#host && !host.endsWith(this.#ownNames)) return { status: 403 };
    const isOwn = origin === EXPORT_ORIGIN;
    if (origin === undefined || !(isOwn || this.#origins.has(origin))) return { status: 403 };
    const [, secret = '', kind, leaseId = '', resource = ''] = PATH.exec(request.url ?? '') ?? [];
    const given = Buffer.from(secret);
    const isSecret = given.length === this.#secret.length && timingSafeEqual(given, this.#secret);
    if (!isSecret || !isKind(kind) || !this.#requests.knows(leaseId, kind)) return { status: 404 };
    if (isOwn && kind !== 'recording') return { status: 403 };
    return { route: { kind, leaseId, resource } };
  }

  #onRequest(request: http.IncomingMessage, response: http.ServerResponse): void {
    const verdict = this.#judge(request);
    response.on('error', () => response.destroy());
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Vary', 'Origin');
    if ('status' in verdict) {
      refuse(response, verdict.status);
      return;
    }
    this.#guard.trust(request.socket);
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '');
    const { kind, leaseId, resource } = verdict.route;
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', kind === 'file' ? 'PUT' : 'GET, HEAD');
      response.setHeader('Access-Control-Allow-Headers', kind === 'file' ? 'Content-Type' : 'Range');
      response.setHeader('Access-Control-Max-Age', '600');
      response.writeHead(204).end();
    } else if (kind === 'file' && request.method === 'PUT') {
      this.#requests.onFile(leaseId, request, response);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD, OPTIONS');
      refuse(response, 405);
    } else if (kind === 'flv' && resource === '' && request.method === 'GET') {
      this.#requests.onViewer(leaseId, response);
    } else if (kind === 'past' && resource === '' && request.method === 'GET') {
      this.#requests.onReplay(leaseId, response);
    } else if (kind === 'recording') {
      response.setHeader('Access-Control-Expose-Headers', 'Content-Length, Content-Range');
      this.#requests.onRecording(leaseId, resource, request, response);
    } else if (kind !== 'hls' || resource === '') {
      response.writeHead(404).end();
    } else {
      response.setHeader('Access-Control-Expose-Headers', 'Content-Length, Content-Range');
      this.#requests.onHls(leaseId, resource, request, response);
    }
  }
}
