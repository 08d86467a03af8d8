/**
 * The installers' stream doctor: plays a URL through the gateway and the player of the wall, and says what came of it.
 * Usage: npm run probe -- URL [--for SECONDS] [--json] [--browser PATH]
 *
 * URL is http(s)-FLV, HLS or RTMP. With --json the last line is `{transport, codec, width, height, firstFrameMs, fps,
 * dropped, stalls, error}`. Exits 0 only when the stream played to the end of the time (default 10 s), 2 for a wrong command line.
 * Nothing is left behind, also on Ctrl-C.
 */
import { parseArgs } from 'node:util';
import { toWireError } from '../main/errors.ts';
import { AppWindows } from '../main/hosts/browser/windows/app-windows.ts';
import { findBrowser, missingBrowserText } from '../main/hosts/browser/process/find-browser.ts';
import { checkUrl } from '../main/media/messages/upstream-url.ts';
import type { WireError } from '../preload/domain/error.ts';
import { ensureRenderer } from './build.ts';
import { say, withTempDir } from './lib.ts';
import { startProbeServer, type PlayerReport, type ProbeServer } from './probe-server.ts';
import { wordsOf } from './probe-words.ts';

const USAGE = 'usage: npm run probe -- URL [--for SECONDS] [--json] [--browser PATH]';
const FIRST_PICTURE_TIMEOUT_MS = 30_000;
/** A single failure may be a server that is just starting; the second in a row before any picture is the finding. */
const TRIES_WITHOUT_PICTURE = 2;
const MAX_FOR_SEC = 86_400;

interface Findings {
  readonly transport: ProbeServer['transport'];
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  readonly firstFrameMs: number | null;
  readonly fps: number;
  readonly dropped: number;
  readonly stalls: number;
  readonly error: string | null;
}

const NOTHING: Findings = {
  transport: null,
  codec: null,
  width: 0,
  height: 0,
  firstFrameMs: null,
  fps: 0,
  dropped: 0,
  stalls: 0,
  error: null,
};

const stallError = (ms: number): WireError => ({
  code: 'media.stalled',
  params: { seconds: Math.round(ms / 1000) },
  retryable: true,
  action: 'retry',
  vendor: null,
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The first reading spans the start as well, so it counts only when there is no other. */
const rateOf = (readings: readonly number[]): number => median(readings.length > 1 ? readings.slice(1) : readings);

const isMoving = (report: PlayerReport): boolean => ['playing', 'delayed'].includes(report.state.phase);

/** The failure that ends the examination before there was a picture, or null to continue. */
function hopeless(report: PlayerReport): WireError | null {
  const { phase, attempt = 0, error = null } = report.state;
  return phase === 'failed' || (phase === 'reconnecting' && attempt >= TRIES_WITHOUT_PICTURE) ? error : null;
}

function progressOf(report: PlayerReport, second: number): string {
  const { statistics, state } = report;
  if (!isMoving(report)) return `  ${second} s: ${state.phase}${state.error ? `, ${wordsOf(state.error)}` : ''}`;
  const delay = statistics.latencyMs === null ? '' : `, ${(statistics.latencyMs / 1000).toFixed(1)} s behind`;
  return `  ${second} s: ${report.fpsReadings.at(-1) ?? 0} frames/s, ${statistics.droppedFrames} dropped${delay}`;
}

/** Resolves when the time is over, the recording ended, or the stream proved hopeless. */
function examine(server: ProbeServer, forMs: number, signal: AbortSignal): Promise<Findings> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    let pictureAtMs: number | null = null;
    let told = 0;
    const finish = (report: PlayerReport, error: WireError | null): void => {
      const { codec, width, height, firstFrameMs, droppedFrames, stalls } = report.statistics;
      resolve({
        transport: server.transport,
        codec: codec ?? (error?.code === 'media.unsupported-codec' ? String(error.params['codec']) : null),
        width,
        height,
        firstFrameMs,
        fps: rateOf(report.fpsReadings),
        dropped: droppedFrames,
        stalls: Math.max(stalls, server.losses), // the buffer may hide a loss, but it is one
        error: error && wordsOf(error),
      });
    };
    signal.addEventListener('abort', () => reject(new Error('cancelled: stopped before the end.')), { once: true });
    server.onReport((report) => {
      const nowMs = performance.now();
      const { codec, width, height, firstFrameMs } = report.statistics;
      if (pictureAtMs === null && firstFrameMs !== null) {
        pictureAtMs = nowMs;
        say(
          `  first picture after ${firstFrameMs} ms: ${codec ?? 'video'} ${width}x${height} over ${server.transport}`,
        );
      }
      if (pictureAtMs === null) {
        const error = hopeless(report);
        if (error) finish(report, error);
        else if (nowMs - startedMs > FIRST_PICTURE_TIMEOUT_MS) finish(report, stallError(nowMs - startedMs));
        return;
      }
      const second = Math.floor((nowMs - pictureAtMs) / 1000);
      if (second > told) say(progressOf(report, (told = second)));
      if (report.isEnded) finish(report, null);
      else if (report.state.phase === 'failed') finish(report, report.state.error ?? stallError(0));
      else if (nowMs - pictureAtMs >= forMs) {
        finish(report, isMoving(report) ? null : (report.state.error ?? stallError(forMs)));
      }
    });
  });
}

async function probe(url: string, forMs: number, browserPath: string | null, signal: AbortSignal): Promise<Findings> {
  try {
    checkUrl(url);
  } catch (error) {
    return { ...NOTHING, error: wordsOf(toWireError(error)) };
  }
  say(`opening the stream (it plays for ${forMs / 1000} s once there is a picture)`);
  const executable = await findBrowser(browserPath ?? process.env['LANNER_BROWSER'] ?? null);
  if (executable === null) return { ...NOTHING, error: missingBrowserText(browserPath, process.platform) };
  const server = await startProbeServer(await ensureRenderer(), url);
  try {
    return await withTempDir(async (dataDir) => {
      const { pageUrl } = server;
      const { host } = new URL(pageUrl);
      const windows = new AppWindows({
        dataDir,
        isHeadless: true,
        reach: { origins: [`http://${host}`, ...server.mediaOrigins], refusedBy: host },
        launchUrl: () => pageUrl,
        onBrowserEnded: () => {},
      });
      const { browser, window } = await windows.open(executable, { kind: 'wall', key: '', isKiosk: false });
      try {
        const lost = browser.ended.then(() => {
          throw new Error(`the browser ended: ${browser.complaint}`);
        });
        lost.catch(() => {});
        const shown = await Promise.race([window, lost]);
        await shown.show(pageUrl);
        return await Promise.race([examine(server, forMs, signal), lost]);
      } finally {
        await browser.close();
      }
    });
  } finally {
    await server.close();
  }
}

interface Order {
  readonly url: string;
  readonly forMs: number;
  readonly isJson: boolean;
  readonly browser: string | null;
}

function readFlags() {
  const options = {
    for: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    browser: { type: 'string' },
  } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}. ${USAGE}`, { cause });
  }
}

/** @throws {Error} with the usage when the command line is wrong. */
function readOrder(): Order {
  const { values, positionals } = readFlags();
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0) throw new Error(`one URL is needed. ${USAGE}`);
  const seconds = Number(values.for);
  if (!(seconds > 0 && seconds <= MAX_FOR_SEC)) {
    throw new Error(`--for takes seconds from 1 to ${MAX_FOR_SEC}, not ${JSON.stringify(values.for)}. ${USAGE}`);
  }
  return { url, forMs: seconds * 1000, isJson: values.json, browser: values.browser ?? null };
}

function summaryOf(found: Findings): string {
  if (found.error !== null) return `The stream does not play here. ${found.error}`;
  const { codec, width, height, fps, dropped, stalls } = found;
  return `The stream plays: ${codec ?? 'video'} ${width}x${height}, ${fps} frames/s, ${dropped} dropped, ${stalls} stalls.`;
}

async function main(stopping: AbortController): Promise<number> {
  const isJson = process.argv.includes('--json');
  const tell = (found: Findings, code: number): number => {
    process.stdout.write(`${isJson ? JSON.stringify(found) : summaryOf(found)}\n`);
    return code;
  };
  const asError = (error: unknown): Findings => ({
    ...NOTHING,
    error: error instanceof Error ? error.message : String(error),
  });
  let order: Order;
  try {
    order = readOrder();
  } catch (error) {
    return tell(asError(error), 2);
  }
  try {
    const found = await probe(order.url, order.forMs, order.browser, stopping.signal);
    return tell(found, found.error === null ? 0 : 1);
  } catch (error) {
    return tell(asError(error), stopping.signal.aborted ? 130 : 1);
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
process.exitCode = await main(stopping);
