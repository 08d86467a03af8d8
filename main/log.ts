/**
 * The only way main writes text. Lines are NDJSON on the sink that the composition root sets (a rotating file, or
 * standard error). Redaction is structural: a Secret prints as ***, and URLs lose their query and path secrets.
 */
import { inspect } from 'node:util';
import { LineLimit, type LineFate } from './log-limit.ts';
import { Secret } from './secret.ts';

/** `audit` is kept in a file of its own: what an investigator needs, such as refusals, changes of accounts and crashes. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'audit';
export type LogFields = Readonly<Record<string, unknown>>;
export type LogSink = (level: LogLevel, line: string) => void;

const REDACTED_KEYS = /^(.*token.*|sk|secret.*|.*secret|password|authorization|cookie|signature|access_?key_?secret)$/i;
const MAX_DEPTH = 6;
/** A longer text is cut, a stack too: one line is no way to push the others out. */
const MAX_TEXT = 4_000;
/** For each message, which is a constant of the code: a cause without end leaves room for every other message. */
const LIMITS = {
  log: { burst: 100, everyMs: 6_000 },
  audit: { burst: 100, everyMs: 60_000 },
} as const;

let sink: LogSink = () => {};
let limits = newLimits();

/** Sends every later line to `next`, with the limits of lines begun anew; returns the one before, for tests to put back. */
export function setLogSink(next: LogSink): LogSink {
  const before = sink;
  sink = next;
  limits = newLimits();
  return before;
}

function newLimits(): { readonly log: LineLimit; readonly audit: LineLimit } {
  return { log: new LineLimit(LIMITS.log), audit: new LineLimit(LIMITS.audit) };
}

/** A URL without what authorises: user info, query and fragment go, the path keeps its first segment. */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return '(not a URL)';
  const url = new URL(text);
  const first = url.pathname.split('/')[1] ?? '';
  return `${url.protocol}//${url.host}/${first}${url.pathname.length > first.length + 1 ? '/…' : ''}`;
}

const URL_IN_TEXT = /\b(?:https?|wss?|rtmps?|rtsp|jvmp):\/\/[^\s"'<>]+/gi;

/** A copy that is safe to write: secrets starred, URLs shortened, errors as name, message and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return '***';
  if (typeof value === 'string') return cut(value.replace(URL_IN_TEXT, redactUrl));
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return inspect(value, { depth: 0 });
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ name, message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, REDACTED_KEYS.test(key) ? '***' : redact(item, depth + 1)]),
  );
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
}

/** Lines of the level `debug` reach no file, and so take no place from others. */
function fateOf(level: LogLevel, message: string): LineFate {
  if (level === 'debug') return { kind: 'write', leftOut: 0 };
  return limits[level === 'audit' ? 'audit' : 'log'].take(`${level} ${message}`);
}

function write(level: LogLevel, message: string, fields: LogFields = {}): void {
  const fate = fateOf(level, message);
  if (fate.kind === 'left-out') return;
  const told = fate.kind === 'write' ? (redact(fields) as object) : { areLeftOut: true };
  const leftOut = fate.kind === 'write' && fate.leftOut > 0 ? { leftOut: fate.leftOut } : {};
  sink(level, JSON.stringify({ at: new Date().toISOString(), level, message: redact(message), ...told, ...leftOut }));
}

/** A message that comes without end is limited: the log then tells where lines are left out (`areLeftOut`) and how many. */
export const log = {
  debug: (message: string, fields?: LogFields) => write('debug', message, fields),
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  error: (message: string, fields?: LogFields) => write('error', message, fields),
  /** For what an investigator needs. The line is in the log and in the file of its own, which nothing else pushes out. */
  audit: (message: string, fields?: LogFields) => write('audit', message, fields),
};
