/** Plans of instances and watch tasks: days by type, spans of `HH:mm:ss` that may have to keep apart. */
import type { Values } from '../../kernel/check.ts';
import { recordsOf, textOf } from '../../kernel/values.ts';
import { invalid, missing } from '../aliyun-rpc/refusal.ts';

export interface Span {
  readonly StartTime: string;
  readonly EndTime: string;
}

/** @throws {RpcRefusal} for spans that are no times of day or run backwards. */
export function spansOf(values: Values, name: string): readonly Span[] {
  return recordsOf(values, name).map((one) => {
    const span = { StartTime: textOf(one, 'StartTime'), EndTime: textOf(one, 'EndTime') };
    const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text);
    // equal ends mean that moment only (CreateWatchTask)
    if (!isTime(span.StartTime) || !isTime(span.EndTime) || span.EndTime < span.StartTime) throw invalid(name);
    return span;
  });
}

/** @throws {RpcRefusal} where the document says that overlapping spans are refused. */
export function refuseOverlap(spans: readonly Span[], name: string): void {
  const sorted = spans.toSorted((a, b) => a.StartTime.localeCompare(b.StartTime));
  const isApart = sorted.every((one, i) => i === 0 || (sorted[i - 1]?.EndTime ?? '') <= one.StartTime);
  if (!isApart) throw invalid(name, `The spans of ${name} overlap.`);
}

/** The union of the spans, in order (CreateAIInstance). */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const one of spans.toSorted((a, b) => a.StartTime.localeCompare(b.StartTime))) {
    const last = result.at(-1);
    if (last === undefined || last.EndTime < one.StartTime) result.push(one);
    else if (one.EndTime > last.EndTime)
      result[result.length - 1] = { StartTime: last.StartTime, EndTime: one.EndTime };
  }
  return result;
}

/** Weekly plans name days 1 to 7, monthly ones 1 to 31. @throws {RpcRefusal} */
export function checkDays(type: string, days: readonly unknown[], name: string): void {
  const last = type === 'EVERY_WEEK' ? 7 : type === 'EVERY_MONTH' ? 31 : null;
  if (last === null) return;
  if (days.length === 0) throw missing(name);
  if (days.some((day) => !Number.isInteger(Number(day)) || Number(day) < 1 || Number(day) > last)) throw invalid(name);
}
