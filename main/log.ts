/**
 * The only way main writes text. Lines are NDJSON on the sink that the composition root sets (a rotating file, or
 * standard error). Redaction is structural: a Secret prints as ***, and URLs lose their query and path secrets.
 */
import { inspect } from 'node:util';
import { Secret } from './secret.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;
export type LogSink = (level: LogLevel, line: string) => void;

const REDACTED_KEYS = /^(.*token.*|sk|secret.*|.*secret|password|authorization|cookie|signature|access_?key_?secret)$/i;
const MAX_DEPTH = 6;

let sink: LogSink = () => {};

/** Sends every later line to `next`; returns the one before, for tests that must put it back. */
export function setLogSink(next: LogSink): LogSink {
  const before = sink;
  sink = next;
  return before;
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
  if (typeof value === 'string') return value.replace(URL_IN_TEXT, redactUrl);
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

function write(level: LogLevel, message: string, fields: LogFields = {}): void {
  const entry = { at: new Date().toISOString(), level, message: redact(message), ...(redact(fields) as object) };
  sink(level, JSON.stringify(entry));
}

export const log = {
  debug: (message: string, fields?: LogFields) => write('debug', message, fields),
  info: (message: string, fields?: LogFields) => write('info', message, fields),
  warn: (message: string, fields?: LogFields) => write('warn', message, fields),
  error: (message: string, fields?: LogFields) => write('error', message, fields),
};
