/**
 * The connection test: from the name of the host to the list of devices, one stage after the other, each with its facts
 * and its own reason on failure. Reads only, stores nothing. A stage that was not reached is listed as `not-run`.
 */
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { TestReport, TestStage } from '../../../preload/contract/account.ts';
import type { ErrorCode } from '../../../preload/domain/error.ts';
import { tlsFailureOf } from '../../../preload/domain/accounts/tls-failures.ts';
import type { ForeignAnswer } from '../../../preload/domain/console/foreign-answers.ts';
import { isLocalUrl } from '../../addresses.ts';
import { AppError, cancelled, isAbort, toWireError } from '../../errors.ts';
import type { VendorSession } from '../../ports/session.ts';
import { pageOf, wayTo, type Way } from '../../ways.ts';
import { reach } from '../shared/reach.ts';

type StageName = TestStage['stage'];
type Facts = Record<string, string | number>;
type Outcome = { readonly facts: Facts; readonly isSkipped?: boolean };

/** `proxy` comes first where a proxy is on the way. */
const STAGES: readonly StageName[] = ['network', 'tls', 'clock', 'sign-in', 'permission', 'devices'];

const CONNECT_TIMEOUT_MS = 10_000;
/** Clouds accept a signature for 15 minutes; a clock further off cannot sign in. */
const MAX_CLOCK_SKEW_MS = 15 * 60_000;

interface TestTarget {
  readonly endpoint: string;
  readonly session: () => Promise<VendorSession>;
}

/**
 * Runs the stages in order up to the first failure.
 *
 * @param onStage called with each stage when it ends.
 * @returns every stage; never rejects: a failure, or a cancellation, is part of the report.
 */
export async function runAccountTest(
  target: TestTarget,
  onStage: (stage: TestStage) => void,
  signal: AbortSignal,
): Promise<TestReport> {
  const ranAtMs = Date.now();
  const startMs = performance.now();
  const stages: TestStage[] = [];
  const url = new URL(target.endpoint);
  const { way, failure } = await wayOf(url, signal);
  const first = failure?.code.startsWith('network.proxy-') === true || way !== null ? 'proxy' : 'network';
  const fails = () => Promise.reject(failure ?? cancelled('test'));
  const run = { ...stageRunners(target, url, way, signal), ...(failure === null ? {} : { [first]: fails }) };
  let isBroken = false;
  for (const name of first === 'proxy' ? (['proxy', ...STAGES] as const) : STAGES) {
    const stage: TestStage = isBroken ? notRun(name) : await runStage(name, run[name], isPlainBy(url, way), signal);
    isBroken ||= stage.error !== null;
    stages.push(stage);
    onStage(stage);
  }
  return { stages, elapsedMs: performance.now() - startMs, ranAtMs };
}

/** Where nobody can say which way to go, the first stage says why. */
async function wayOf(
  url: URL,
  signal: AbortSignal,
): Promise<{ readonly way: Way | null; readonly failure: AppError | null }> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  try {
    return { way: await raceAbort(() => wayTo(url, isLocalUrl(url.href)), bounded, url.hostname), failure: null };
  } catch (error) {
    if (error instanceof AppError) return { way: null, failure: error };
    throw error;
  }
}

function notRun(stage: StageName): TestStage {
  return { stage, state: 'not-run', elapsedMs: null, facts: {}, error: null };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('no way', { cause: error }));

/** The proxy itself may answer in place of the cloud: no certificate says who does. */
const isPlainBy = (url: URL, way: Way | null): Way | null => (url.protocol === 'http:' ? way : null);

async function runStage(
  stage: StageName,
  act: () => Promise<Outcome>,
  plainWay: Way | null,
  signal: AbortSignal,
): Promise<TestStage> {
  const startMs = performance.now();
  try {
    const { facts, isSkipped = false } = await raceAbort(act, signal, stage);
    const elapsedMs = performance.now() - startMs;
    return { stage, state: isSkipped ? 'skipped' : 'passed', elapsedMs, facts, error: null };
  } catch (error) {
    if (signal.aborted || isAbort(error)) return { ...notRun(stage), error: cancelled('test').toWire() };
    const wire = toWireError(stage === 'sign-in' ? asNoApi(error, plainWay) : error);
    return { stage, state: 'failed', elapsedMs: performance.now() - startMs, facts: { ...wire.params }, error: wire };
  }
}

const NOT_THERE: readonly ErrorCode[] = ['cloud.not-found', 'cloud.not-supported'];

/**
 * The call that signs in exists in the API of every cloud. A server that does not know the call, or answers a web page, is
 * not this API.
 */
function asNoApi(error: unknown, plainWay: Way | null): unknown {
  if (!(error instanceof AppError) || error.vendor === null) return error;
  const isPage = error.code === 'network.bad-answer' && error.params['isWebPage'] === 1;
  if (isPage && plainWay !== null) return pageOf(plainWay);
  if (!isPage && !NOT_THERE.includes(error.code)) return error;
  const detail: ForeignAnswer = isPage ? 'web-page' : 'no-path';
  return new AppError('network.no-api', error.message, {
    params: { host: error.params['host'] ?? '', field: error.params['field'] ?? 'endpoint', detail },
    action: 'edit-account',
    vendor: error.vendor,
    cause: error,
  });
}

type Runners = Readonly<Record<StageName, () => Promise<Outcome>>>;

function stageRunners(target: TestTarget, url: URL, way: Way | null, signal: AbortSignal): Runners {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const checkTlsOf = () => (way === null ? checkTls(host, port, signal) : checkTlsBy(url, way, signal));
  return {
    proxy: () => (way === null ? skipped({}) : checkProxy(url, way, signal)),
    // The proxy looks the name up and connects.
    network: () => (way === null ? checkNetwork(host, port, signal) : skipped({ host })),
    tls: () => (url.protocol === 'https:' ? checkTlsOf() : skipped({ host })),
    clock: () => checkClock(url, way, signal),
    'sign-in': async () => {
      const { clockSkewMs, tokenExpiresAtMs } = await (await target.session()).account.signIn(signal);
      return { facts: { ...present('skewMs', clockSkewMs), ...present('tokenExpiresAtMs', tokenExpiresAtMs) } };
    },
    permission: async () => {
      await (await target.session()).account.checkPermission(signal);
      return { facts: {} };
    },
    devices: async () => ({ facts: { devices: await (await target.session()).account.countDevices(signal) } }),
  };
}

const skipped = (facts: Facts): Promise<Outcome> => Promise.resolve({ facts, isSkipped: true });
const present = (name: string, value: number | null): Facts => (value === null ? {} : { [name]: value });

async function checkNetwork(host: string, port: number, signal: AbortSignal): Promise<Outcome> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  const { address } = await raceAbort(() => lookup(host), bounded, host).catch((error: unknown) => {
    if (error instanceof AppError || isAbort(error)) throw error;
    throw networkError('network.dns', host, error);
  });
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: address, port, signal: bounded });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', (error) => {
      reject(signal.aborted ? cancelled('test') : connectError(host, error));
    });
  });
  return { facts: { host, address, port } };
}

/** Passes when the proxy opens a way to the cloud; what the cloud says there is the matter of later stages. */
async function checkProxy(url: URL, way: Way, signal: AbortSignal): Promise<Outcome> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  try {
    await raceAbort(() => reach(url, way, bounded), bounded, way.proxy);
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
  return { facts: { host: way.proxy } };
}

async function checkTlsBy(url: URL, way: Way, signal: AbortSignal): Promise<Outcome> {
  const { hostname: host } = url;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  const { tls } = await raceAbort(() => reach(url, way, bounded), bounded, host).catch((error: unknown) => {
    if (error instanceof AppError || !(error instanceof Error)) throw error;
    throw networkError(tlsCodeOf(error), host, error);
  });
  return { facts: { host, protocol: tls?.protocol ?? '', validTo: tls?.validTo ?? '', issuer: tls?.issuer ?? '' } };
}

async function checkTls(host: string, port: number, signal: AbortSignal): Promise<Outcome> {
  return await new Promise<Outcome>((resolve, reject) => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
    const socket = tlsConnect({ host, port, servername: /[a-z]/i.test(host) ? host : '', minVersion: 'TLSv1.2' });
    const stop = () => socket.destroy(signal.aborted ? cancelled('test') : timeoutError(host));
    bounded.addEventListener('abort', stop, { once: true });
    socket.once('close', () => bounded.removeEventListener('abort', stop));
    socket.once('secureConnect', () => {
      const { valid_to: validTo, issuer } = socket.getPeerCertificate();
      const facts = {
        host,
        protocol: socket.getProtocol() ?? '',
        validTo,
        issuer: String(issuer?.O ?? issuer?.CN ?? ''),
      };
      socket.destroy();
      resolve({ facts });
    });
    socket.once('error', (error: Error) =>
      reject(error instanceof AppError ? error : networkError(tlsCodeOf(error), host, error)),
    );
  });
}

/** Compares this clock with the `Date` header of any answer; the answer itself does not matter. */
async function checkClock(url: URL, way: Way | null, signal: AbortSignal): Promise<Outcome> {
  const askedAtMs = Date.now();
  const date = await readDate(url, way, signal);
  const cloudMs = Date.parse(date ?? '');
  if (Number.isNaN(cloudMs)) return await skipped({});
  const skewMs = Math.round((askedAtMs + Date.now()) / 2 - cloudMs);
  if (Math.abs(skewMs) <= MAX_CLOCK_SKEW_MS) return { facts: { skewMs } };
  throw new AppError('auth.clock-skew', 'the clock of this computer is off', {
    params: { seconds: Math.round(skewMs / 1000) },
    action: 'check-clock',
  });
}

async function readDate(url: URL, way: Way | null, signal: AbortSignal): Promise<string | null> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]);
  try {
    return (await reach(url, way, bounded)).date;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw signal.aborted ? cancelled('test') : connectError(url.hostname, asError(error));
  }
}

/** Ends with the signal even where the work itself cannot. */
async function raceAbort<T>(work: () => Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const stop = () =>
      reject((signal.reason as Error).name === 'TimeoutError' ? timeoutError(what) : cancelled('test'));
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

function connectError(host: string, error: Error): AppError {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ETIMEDOUT' || error.name === 'AbortError' || error.name === 'TimeoutError') return timeoutError(host);
  return networkError(code === 'ECONNRESET' ? 'network.reset' : 'network.unreachable', host, error);
}

function timeoutError(host: string): AppError {
  return new AppError('network.timeout', `${host} did not answer`, {
    params: { host, seconds: CONNECT_TIMEOUT_MS / 1000 },
    retryable: true,
    action: 'check-network',
  });
}

const tlsCodeOf = (error: Error): ErrorCode =>
  ('code' in error ? tlsFailureOf(String(error.code), error.message) : null) ?? 'network.tls';

function networkError(code: ErrorCode, host: string, cause: unknown): AppError {
  const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new AppError(code, `${host}: ${detail}`, {
    params: { host, detail },
    retryable: true,
    action: 'check-network',
    cause,
  });
}
