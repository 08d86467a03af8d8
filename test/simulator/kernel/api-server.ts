/** Serves one cloud's API on loopback: reads a request, applies the ordered faults, answers, and writes the log. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { ApiAnswer, ApiFace, ApiRequest } from './cloud.ts';
import { emptied, withCutList, withoutIds } from './emptied.ts';
import type { FaultInjector } from './faults.ts';
import { writeJson } from './json.ts';
import { Listener, readBytes } from './listener.ts';
import type { RequestLog } from './request-log.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface ApiServerParts {
  readonly cloud: ApiFace;
  readonly clock: Clock;
  readonly faults: FaultInjector;
  readonly log: RequestLog;
}

/** @param port 0 for any free port. */
export function openApiServer(parts: ApiServerParts, port: number): Promise<Listener> {
  return Listener.open((request, response) => {
    void serve(parts, request, response).catch((e: unknown) => {
      if (response.headersSent || response.destroyed) return request.socket.destroy();
      // a mistake in the simulator itself: it must not look like a fault that a test ordered
      const text = e instanceof Error ? (e.stack ?? e.message) : String(e);
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`the simulator failed: ${text}`);
    });
  }, port);
}

async function serve(parts: ApiServerParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cloud, clock } = parts;
  const bodyBytes = await readBytes(incoming, MAX_BODY_BYTES);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const request: ApiRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: flatHeaders(incoming),
    bodyText: bodyBytes?.toString('utf8') ?? '',
    bodyBytes: bodyBytes ?? Buffer.alloc(0),
  };
  const call = cloud.recognise(request);
  const faults = parts.faults.take(cloud.id, call.operation);
  const note = (status: number, code: string): void =>
    parts.log.add({
      atMs: clock.nowMs(),
      vendor: cloud.id,
      operation: call.operation,
      method: request.method,
      path: request.path,
      params: call.params,
      status,
      code,
      faults: faults.map((one) => one.kind),
    });

  const latency = faults.find((one) => one.kind === 'latency');
  if (latency !== undefined) await sleep(latency.ms, undefined, { ref: false });
  const drop = faults.find((one) => one.kind === 'drop');
  if (drop?.when === 'before') {
    note(0, 'dropped');
    incoming.socket.destroy();
    return;
  }
  const http = faults.find((one) => one.kind === 'http');
  if (http !== undefined) {
    const answer = cloud.faultAnswer(http.status);
    note(answer.status, answer.code);
    const retryAfter = http.retryAfterSec === null ? {} : { 'Retry-After': String(http.retryAfterSec) };
    send(response, clock, { ...answer, headers: retryAfter });
    return;
  }
  const given = bodyBytes === null ? cloud.faultAnswer(413) : ((await call.prepare?.()) ?? call.run());
  const empty = faults.find((one) => one.kind === 'empty');
  const cutList = faults.find((one) => one.kind === 'cut-list');
  const listed = cutList === undefined ? given : withCutList(given, cutList.keep);
  const whole = faults.some((one) => one.kind === 'strip-ids') ? withoutIds(listed) : listed;
  const answer = empty === undefined ? whole : emptied(empty.as);
  if (drop !== undefined) {
    note(0, 'dropped');
    incoming.socket.destroy();
    return;
  }
  note(answer.status, answer.code);
  const isMalformed = faults.some((one) => one.kind === 'malformed');
  send(response, clock, isMalformed ? { ...answer, body: cut(bytesOf(answer)) } : answer);
}

/** The first two thirds of an answer, as a proxy that fails in the middle sends it. */
function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.max(1, Math.floor((bytes.length * 2) / 3)));
}

function bytesOf({ body }: ApiAnswer): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : writeJson(body), 'utf8');
}

function send(response: ServerResponse, clock: Clock, answer: ApiAnswer): void {
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, {
    'Content-Type': 'application/json;charset=utf-8',
    'Content-Length': bytes.length,
    Date: new Date(clock.nowMs()).toUTCString(),
    'X-Request-Id': randomUUID().replaceAll('-', ''),
    ...answer.headers,
  });
  response.end(bytes);
}

function flatHeaders(incoming: IncomingMessage): Record<string, string | undefined> {
  const flat: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) flat[name] = Array.isArray(value) ? value[0] : value;
  return flat;
}
