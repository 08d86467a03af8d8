/**
 * The only way main writes text. Lines are NDJSON on the sink that the composition root sets (a rotating file, or
 * standard error). Redaction is structural: a Secret prints as ***, and a URL keeps its scheme and host only. As a last
 * resort each text, and at the end the whole line, is searched for the secrets of all accounts that are open.
 */
import { inspect } from 'node:util';
import { LineLimit, type LineFate } from './log-limit.ts';
import { STARS, starEverySecret } from './redactor.ts';
import { Secret } from './secret.ts';
import { visibleJson } from './visible-json.ts';

/** `audit` is kept in a file of its own: what an investigator needs, such as refusals, changes of accounts and crashes. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'audit';
export type LogFields = Readonly<Record<string, unknown>>;
export type LogSink = (level: LogLevel, line: string) => void;

const REDACTED_KEYS =
  /token|secret|passw|authori[sz]ation|cookie|signature|credential|^(sk|pwd|sign|auth|session)$|(access|push|auth|api|private|security)_?key$|(verification|activate)_?code$|signed$/i;
const MAX_DEPTH = 6;
/** A longer text is cut, a stack too: one line must not push the others out. */
const MAX_TEXT = 4_000;
/** More items of a list or members of an object are left out. */
const MAX_ITEMS = 200;
/** For each message, which is a constant of the code: a cause without end leaves room for every other message. */
const LIMITS = { log: { burst: 100, everyMs: 6_000 }, audit: { burst: 100, everyMs: 60_000 } } as const;

/** A longer line of a worker thread reaches the log as its message alone. */
const MAX_THREAD_LINE = 32_768;
/** For all messages of a worker thread together. */
const THREAD_LIMIT = { burst: 500, everyMs: 1_000 } as const;

/** A line of a worker thread's log on its way to main. Cloneable. */
export interface ThreadLine {
  readonly level: LogLevel;
  /** One JSON object, redacted as every line. */
  readonly line: string;
}

let sink: LogSink = () => {};
let limits = newLimits();

/** Sends every later line to `next`, with the limits of lines begun anew; returns the one before, for tests to put back. */
export function setLogSink(next: LogSink): LogSink {
  const before = sink;
  sink = next;
  limits = newLimits();
  return before;
}

/**
 * Gives the log of a worker thread its sink: `post` carries each line to main, which calls {@link logFromThread}. Without
 * this call a thread writes no line at all. Size and number of the lines are bounded; `debug` lines stay in the thread.
 */
export function postLogLines(post: (line: ThreadLine) => void): void {
  const limit = new LineLimit(THREAD_LIMIT);
  setLogSink((level, line) => {
    if (level === 'debug') return;
    const fate = limit.take('');
    if (fate.kind === 'write') post({ level, line: line.length <= MAX_THREAD_LINE ? line : messageOf(line) });
    else if (fate.kind === 'first-left-out') post({ level, line: '{"message":"a thread writes too many lines"}' });
  });
}

/**
 * Writes a line of a worker thread into this thread's log, under the limits and the redaction of this thread: the worker
 * does not know the secrets of the accounts.
 *
 * @param thread name of the thread, as the field `thread` of the line.
 */
export function logFromThread(thread: string, { level, line }: ThreadLine): void {
  const { at: _at, level: _level, message, ...fields } = JSON.parse(line) as LogFields;
  write(level, String(message), { ...fields, thread });
}

/** A line without its fields. */
function messageOf(line: string): string {
  const { message } = JSON.parse(line) as LogFields;
  return JSON.stringify({ message, chars: line.length });
}

function newLimits(): { readonly log: LineLimit; readonly audit: LineLimit } {
  return { log: new LineLimit(LIMITS.log), audit: new LineLimit(LIMITS.audit) };
}

/** Scheme and host of a URL. User info, path, query and fragment may give access to every reader. */
export function redactUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return '(not a URL)';
  const { protocol, host, pathname, search, hash, username } = url;
  const isBare = (pathname === '' || pathname === '/') && search === '' && hash === '' && username === '';
  return isBare ? `${protocol}//${host}` : `${protocol}//${host}/…`;
}

/** Schemes of clouds and media. `file:` is not among them: stack traces name our own files. */
const SCHEMES = 'https?|wss?|rtmp[a-z]{0,2}|rtsp[su]?|jvmp|hls|flv|webrtc|artc|srt|udp|rtp|ftps?|mms';
const URL_IN_TEXT = new RegExp(`\\b(?:${SCHEMES}):(?:\\\\?/){2}[^\\s"'<>]+`, 'gi');
/** The same inside a query, encoded once or more. */
const ENCODED_URL = new RegExp(`\\b(?:${SCHEMES})%(?:25)*3a%(?:25)*2f%(?:25)*2f[^\\s"'<>&]*`, 'gi');

/** A text with its URLs shortened to scheme and host. */
export function shortenUrls(text: string): string {
  return text
    .replace(URL_IN_TEXT, (url) => redactUrl(url.replaceAll('\\/', '/')))
    .replace(ENCODED_URL, (url) => `${url.slice(0, url.indexOf('%'))}://…`);
}

function redactText(text: string): string {
  const safe = shortenUrls(starEverySecret(text, MAX_TEXT));
  return text.length <= MAX_TEXT ? safe : `${safe}… (${text.length} characters)`;
}

/** A copy that is safe to write: secrets starred, URLs shortened, errors as name, message and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return STARS;
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return redactText(inspect(value, { depth: 0 }));
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ name, message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
  }
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
  const members = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    members.map(([key, item]) => [redactText(key), REDACTED_KEYS.test(key) ? STARS : redact(item, depth + 1)]),
  );
}

/** Lines of the level `debug` reach no file, and so take no place from others. */
function fateOf(level: LogLevel, message: string): LineFate {
  if (level === 'debug') return { kind: 'write', leftOut: 0 };
  return limits[level === 'audit' ? 'audit' : 'log'].take(`${level} ${message}`);
}

function write(level: LogLevel, message: string, fields: LogFields = {}): void {
  const fate = fateOf(level, message);
  if (fate.kind === 'left-out') return;
  const written = fate.kind === 'write' ? (redact(fields) as object) : { areLeftOut: true };
  const leftOut = fate.kind === 'write' && fate.leftOut > 0 ? { leftOut: fate.leftOut } : {};
  const line = { at: new Date().toISOString(), level, message: redact(message), ...written, ...leftOut };
  sink(level, visibleJson(lastLook(JSON.stringify(line), level)));
}

/** Finds a secret that no single text of the line holds whole. */
function lastLook(line: string, level: LogLevel): string {
  const safe = starEverySecret(line);
  return safe === line || isJson(safe) ? safe : JSON.stringify({ level, message: STARS });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A message that comes without end is limited: the log then shows where lines are left out (`areLeftOut`) and how many.
 */
export const log = {
  debug: (message: string, fields?: LogFields) => write('debug', message, fields),
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  error: (message: string, fields?: LogFields) => write('error', message, fields),
  /** For what an investigator needs. The line is in the log and in the file of its own, which nothing else pushes out. */
  audit: (message: string, fields?: LogFields) => write('audit', message, fields),
};
