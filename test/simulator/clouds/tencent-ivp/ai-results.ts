/**
 * Results of the AI: made from the seed, one look per ten minutes of a run and kind, counted from the simulator's
 * start, in the task's hours only.
 */
import { Random } from '../../world/random.ts';
import type { AiTask, AiTemplate } from './ai-task-store.ts';
import type { IvpContext } from './context.ts';
import type { Span } from './recordings.ts';
import { beijingDayStart, formatBeijing, slotMs } from './time.ts';

export interface AiResult {
  readonly kind: string;
  readonly atMs: number;
  /** The template that found it. */
  readonly template: AiTemplate;
  readonly view: Record<string, unknown>;
}

/** Footage is looked at in pieces of this length. */
const LOOK_MS = 600_000;
const HIT_SHARE = 0.3;
const NAMES: Readonly<Record<string, readonly string[]>> = { Body: ['person'], Pet: ['cat', 'dog'] };
const CARS = [
  { Serial: '朗逸', Brand: '大众', Type: '轿车', Color: '白色' },
  { Serial: 'Model 3', Brand: '特斯拉', Type: '轿车', Color: '黑色' },
  { Serial: 'GL8', Brand: '别克', Type: 'MPV', Color: '灰色' },
] as const;

/** Newest first. @param hasFired whether results that were ordered through the control endpoint count. */
export function resultsOf(
  context: IvpContext,
  task: AiTask,
  channelId: string,
  range: Span,
  kind: string | null,
  hasFired = true,
): readonly AiResult[] {
  // only footage that a plan already pulls is analysed
  if (context.livePlans.planOf(channelId) === null && context.backupPlans.planOf(channelId) === null) return [];
  const nowMs = context.clock.nowMs();
  const runs = [...task.runs, ...(task.onSinceMs === null ? [] : [{ fromMs: task.onSinceMs, toMs: nowMs }])];
  const wanted = task.templates.filter((one) => one.tag === 'AI' && (kind === null || one.detectType === kind));
  const fired = hasFired ? context.ai.firedOf(task, channelId) : [];
  const found: AiResult[] = fired.filter(
    (one) => one.atMs >= range.fromMs && one.atMs < range.toMs && (kind === null || one.kind === kind),
  );
  for (const run of runs) {
    const [fromMs, toMs] = [Math.max(run.fromMs, range.fromMs), Math.min(run.toMs, range.toMs, nowMs)];
    for (let look = lookOf(context, fromMs); lookStart(context, look) < toMs; look += 1) {
      for (const template of wanted) {
        const one = lookAt(context, template, channelId, look);
        if (one !== null && one.atMs >= fromMs && one.atMs < toMs) found.push(one);
      }
    }
  }
  return found.sort((a, b) => b.atMs - a.atMs);
}

/** The number of the piece of footage that `atMs` lies in; 0 begins with the simulator. */
const lookOf = ({ clock }: IvpContext, atMs: number): number => Math.floor((atMs - clock.days.startMs) / LOOK_MS);

const lookStart = ({ clock }: IvpContext, look: number): number => clock.days.startMs + look * LOOK_MS;

/** How far into the piece of footage that was looked at a moment is, ms. */
export const sinceLookMs = (context: IvpContext, atMs: number): number =>
  atMs - lookStart(context, lookOf(context, atMs));

function lookAt(context: IvpContext, template: AiTemplate, channelId: string, look: number): AiResult | null {
  const random = new Random(channelId, template.detectType, look);
  if (!random.chance(HIT_SHARE)) return null;
  const intervalMs = template.intervalSec * 1000;
  const atMs = lookStart(context, look) + random.int(0, Math.floor(LOOK_MS / intervalMs) - 1) * intervalMs;
  const sinceMidnightMs = atMs - beijingDayStart(atMs);
  const isOpen = ({ Start, End }: { Start: string; End: string }): boolean =>
    slotMs(Start) <= sinceMidnightMs && sinceMidnightMs < slotMs(End);
  // without hours the task works all day
  if (template.slots.length > 0 && !template.slots.some(isOpen)) return null;
  return resultOf(context, template, channelId, atMs, random);
}

/** A result at that moment, whatever the seed says. */
export function resultAt(context: IvpContext, template: AiTemplate, channelId: string, atMs: number): AiResult {
  return resultOf(context, template, channelId, atMs, new Random(channelId, template.detectType, 'at', atMs));
}

function resultOf(
  context: IvpContext,
  template: AiTemplate,
  channelId: string,
  atMs: number,
  random: Random,
): AiResult {
  const kind = template.detectType;
  const objects = Array.from({ length: random.int(1, 3) }, () => (kind === 'Car' ? car(random) : thing(kind, random)));
  const view = { Time: formatBeijing(atMs), Url: context.pictures.urlOf(channelId, atMs), [`${kind}Info`]: objects };
  return { kind, atMs, template, view };
}

/** The sample of this call has texts where the table has integers. */
const box = (random: Random): Record<string, string> => ({
  X: String(random.int(0, 900)),
  Y: String(random.int(0, 500)),
  Width: String(random.int(60, 300)),
  Height: String(random.int(60, 200)),
});

const thing = (kind: string, random: Random): unknown => ({
  Name: random.pick(NAMES[kind] ?? [kind.toLowerCase()]),
  Score: random.int(60, 100),
  Location: box(random),
});

function car(random: Random): unknown {
  const digits = String(random.int(0, 99_999)).padStart(5, '0');
  return {
    ...random.pick(CARS),
    Confidence: random.int(70, 100),
    Year: random.chance(0.5) ? random.int(2012, 2024) : 0,
    PlateContent: { Plate: `沪A${digits}`, Color: '蓝色', Type: '普通蓝牌', Location: box(random) },
    Location: box(random),
  };
}
