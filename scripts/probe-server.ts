/**
 * Serves the stream doctor's page on loopback and stands in for main: it opens the one stream in the gateway, passes
 * the gateway's events on, and gets the reports of the player. Everything lies below a path that cannot be guessed.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toWireError } from '../main/errors.ts';
import { securityHeaders } from '../main/hosts/content-policy.ts';
import { PageFiles } from '../main/hosts/page-files.ts';
import { createGateway } from '../main/media/gateway/gateway.ts';
import { openUrl } from '../main/media/gateway/probe.ts';
import { isRtmpUrl } from '../main/media/upstream/rtmp/rtmp-url.ts';
import type { GatewayLease, MediaGateway } from '../main/media/messages/types.ts';
import type { UpstreamSource } from '../main/ports/live.ts';
import type { Result, WireError } from '../preload/domain/error.ts';

/** The page's report on its player. Measures are those of the wall's statistics. */
export interface PlayerReport {
  readonly state: { readonly phase: string; readonly attempt?: number; readonly error?: WireError };
  readonly statistics: {
    readonly codec: string | null;
    readonly width: number;
    readonly height: number;
    readonly droppedFrames: number;
    readonly stalls: number;
    readonly latencyMs: number | null;
    readonly firstFrameMs: number | null;
  };
  /** A recording has been played to its end. */
  readonly isEnded: boolean;
  /** One reading of the frame rate for each second with a picture. */
  readonly fpsReadings: readonly number[];
}

export interface ProbeServer {
  /** The page to show; it starts to play by itself. */
  readonly pageUrl: string;
  /** Where the page gets the stream. */
  readonly mediaOrigins: readonly string[];
  /** How the stream is pulled, once that is known. */
  readonly transport: UpstreamSource['transport'] | null;
  /** How often the server ended or lost the stream while media flowed. */
  readonly losses: number;
  /** Calls `listener` for every report, about four times a second. */
  onReport(listener: (report: PlayerReport) => void): void;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024;

class Doctor implements ProbeServer {
  readonly #gateway: MediaGateway = createGateway();
  readonly #files: PageFiles;
  readonly #streamUrl: string;
  readonly #secret = randomBytes(16).toString('base64url');
  readonly #server: Server;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(report: PlayerReport) => void>();
  #headers: Readonly<Record<string, string>> = {};
  #events: ServerResponse | null = null;
  #mediaOrigins: readonly string[] = [];
  #host = '';
  #transport: ProbeServer['transport'] = null;
  #losses = 0;

  constructor(files: PageFiles, streamUrl: string) {
    this.#files = files;
    this.#streamUrl = streamUrl;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy()); // the page went away in mid-request
    });
  }

  get pageUrl(): string {
    return `http://${this.#host}/${this.#secret}/probe.html`;
  }

  get mediaOrigins(): readonly string[] {
    return this.#mediaOrigins;
  }

  get transport(): ProbeServer['transport'] {
    return this.#transport;
  }

  get losses(): number {
    return this.#losses;
  }

  onReport(listener: (report: PlayerReport) => void): void {
    this.#listeners.add(listener);
  }

  async start(): Promise<void> {
    const gateway = await this.#gateway.start();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    this.#host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.#mediaOrigins = [gateway.http, gateway.streams];
    this.#headers = securityHeaders(this.#mediaOrigins);
    this.#gateway.allowOrigins([`http://${this.#host}`]);
    let isFlowing = false;
    this.#gateway.on((event) => {
      if (event.kind === 'feed') {
        if (isFlowing && event.feed.phase === 'reconnecting') this.#losses += 1;
        isFlowing = event.feed.phase === 'flowing';
      }
      const told = event.kind === 'feed' ? event : { ...event, ticket: this.#ticketOf(event.lease) };
      this.#events?.write(`data: ${JSON.stringify(told)}\n\n`);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#events?.end();
    await this.#gateway.dispose();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    if (this.#host !== '') await closed;
  }

  #ticketOf(lease: GatewayLease): object {
    this.#transport = isRtmpUrl(this.#streamUrl) ? 'rtmp' : lease.transport === 'hls' ? 'hls' : 'http-flv';
    return { leaseId: lease.id, channelId: 'probe', profile: 'main', transport: lease.transport, url: lease.url };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    const prefix = `/${this.#secret}`;
    const isMeant = request.headers.host === this.#host && request.url?.startsWith(`${prefix}/`) === true;
    if (!isMeant) return void response.writeHead(403).end();
    const path = (request.url ?? '').slice(prefix.length);
    if (request.method === 'POST') return await this.#order(path, await readJson(request), response);
    if (path === '/events') return this.#stream(response);
    const file = this.#files.find(path);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(await readFile(file.path));
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).flushHeaders();
    this.#events = response;
  }

  async #order(path: string, body: unknown, response: ServerResponse): Promise<void> {
    if (path === '/open') {
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify(await this.#open()));
    }
    if (path === '/report') {
      for (const listener of this.#listeners) listener(body as PlayerReport);
    } else {
      const { leaseId } = body as { readonly leaseId: string };
      if (path === '/close') this.#gateway.close(leaseId);
      if (path === '/retry') this.#gateway.retryNow(leaseId);
    }
    response.writeHead(204).end();
  }

  async #open(): Promise<Result<object>> {
    try {
      return { ok: true, value: this.#ticketOf(await openUrl(this.#gateway, this.#streamUrl, this.#closing.signal)) };
    } catch (error) {
      return { ok: false, error: toWireError(error) };
    }
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.length > MAX_BODY_BYTES) throw new RangeError('the page says too much');
  }
  return JSON.parse(text) as unknown;
}

/**
 * Starts the gateway and the page's server; nothing is pulled before a browser shows the page.
 *
 * @param pageDir the built renderer.
 */
export async function startProbeServer(pageDir: string, streamUrl: string): Promise<ProbeServer> {
  const doctor = new Doctor(await PageFiles.index(pageDir), streamUrl);
  try {
    await doctor.start();
    return doctor;
  } catch (error) {
    await doctor.close();
    throw error;
  }
}
