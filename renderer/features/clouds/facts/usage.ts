/** The figures of an account as rows to show: how much of a limit is used, in words, and what of it needs attention. */
import type { AccountFactsView } from '../../../../preload/contract/cloud-facts.ts';
import type { FactKey, FactUnit } from '../../../../preload/domain/accounts/cloud-facts.ts';
import type { Locale } from '../../../i18n/locale.ts';

export type Figure = AccountFactsView['figures'][number];

/** `near`: a limit or an end is close. `over`: it is reached, or the cloud has stopped what is counted. */
export type UsageTone = 'normal' | 'near' | 'over';

/** From this share of a limit on, it is said to be near. */
const NEAR_SHARE = 0.8;
const DAY_MS = 86_400_000;
/** An end that is nearer than this is said to be near. */
const NEAR_END_MS = 30 * DAY_MS;

/** How much of the limit is used, 0 and up, or null where the cloud reports no limit or no use. */
export function shareOf({ used, limit }: Pick<Figure, 'used' | 'limit'>): number | null {
  if (used === null || limit === null) return null;
  return limit === 0 ? (used > 0 ? 1 : 0) : used / limit;
}

/** Where `limit` is how many there are in all: to have them all is good. */
const TOTALS: ReadonlySet<FactKey> = new Set(['service-nodes', 'compute-jobs']);

export function limitTone(figure: Pick<Figure, 'key' | 'used' | 'limit'>): UsageTone {
  const share = shareOf(figure);
  if (share === null || figure.limit === 0 || TOTALS.has(figure.key)) return 'normal';
  return share >= 1 ? 'over' : share >= NEAR_SHARE ? 'near' : 'normal';
}

export function endTone({ expiresAtMs }: Pick<Figure, 'expiresAtMs'>, nowMs: number): UsageTone {
  if (expiresAtMs === null) return 'normal';
  return expiresAtMs <= nowMs ? 'over' : expiresAtMs - nowMs < NEAR_END_MS ? 'near' : 'normal';
}

export function toneOf(figure: Figure, nowMs: number): UsageTone {
  const isStopped = figure.state !== null && figure.state !== 'normal';
  const tones = [isStopped ? 'over' : 'normal', limitTone(figure), endTone(figure, nowMs)];
  return tones.includes('over') ? 'over' : tones.includes('near') ? 'near' : 'normal';
}

const TONE_RANK: Readonly<Record<UsageTone, number>> = { over: 0, near: 1, normal: 2 };

/** Those first that need attention, then those with a limit, the fullest first; else as the cloud gave them. */
export function byUrgency(figures: readonly Figure[], nowMs: number): readonly Figure[] {
  const rank = (figure: Figure): number => TONE_RANK[toneOf(figure, nowMs)] * 10 - (shareOf(figure) ?? -1);
  return [...figures].sort((a, b) => rank(a) - rank(b));
}

/** The worst of all figures. */
export function worstTone(figures: readonly Figure[], nowMs: number): UsageTone {
  const tones = figures.map((figure) => toneOf(figure, nowMs));
  return tones.includes('over') ? 'over' : tones.includes('near') ? 'near' : 'normal';
}

/** Whole days until a moment; an end today is 0. */
export function daysLeft(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((atMs - nowMs) / DAY_MS));
}

/** How much of the last thirty days before an end is over, 0 to 1. */
export function endShare(atMs: number, nowMs: number): number {
  return Math.min(1, Math.max(0, 1 - (atMs - nowMs) / NEAR_END_MS));
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** The power of 1000 that suits the largest of these numbers of bytes. */
function scaleOf(...bytes: readonly number[]): number {
  const most = Math.max(1, ...bytes);
  return Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(most) / 3));
}

const decimal = (locale: Locale): Intl.NumberFormat => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** `61 / 80`, `8.2 / 10 TB`, `1,200 min`; the limit is left out where there is none. */
export function amountText({ used, limit, unit }: Figure, locale: Locale, minutes: string): string {
  const numbers = [used, limit].filter((value) => value !== null);
  const scale = unit === 'bytes' ? scaleOf(...numbers) : 0;
  const text = (value: number): string => decimal(locale).format(value / 1000 ** scale);
  return [numbers.map(text).join(' / '), unitText(unit, scale, minutes)].filter((part) => part !== '').join(' ');
}

function unitText(unit: FactUnit, scale: number, minutes: string): string {
  if (unit === 'bytes') return BYTE_UNITS[scale] ?? '';
  return unit === 'minutes' ? minutes : '';
}

/** Figures by what they count, in the order in which the cloud gave them. */
export function byKey(figures: readonly Figure[]): readonly (readonly [Figure['key'], readonly Figure[]])[] {
  const groups = new Map<Figure['key'], Figure[]>();
  for (const figure of figures) groups.set(figure.key, [...(groups.get(figure.key) ?? []), figure]);
  return [...groups];
}

/**
 * One figure for each thing that is counted: the whole of it where the cloud reports it, the one that needs attention, or
 * the sum of all projects, instances or packages. A sum has a limit only where every part has one.
 */
export function summary(figures: readonly Figure[], nowMs: number): readonly Figure[] {
  return byKey(figures).flatMap(([, own]) => {
    const whole = own.filter(({ name }) => name === null);
    const [worst] = byUrgency(whole.length > 0 ? whole : own, nowMs);
    if (worst === undefined) return [];
    if (own.length === 1 || whole.length > 0 || toneOf(worst, nowMs) !== 'normal') return [worst];
    return [{ ...worst, used: sum(own, 'used'), limit: sum(own, 'limit'), name: null, state: null, expiresAtMs: null }];
  });
}

/** Null where a part is not known: a sum that leaves it out would be wrong. */
function sum(figures: readonly Figure[], part: 'used' | 'limit'): number | null {
  const values = figures.map((figure) => figure[part]);
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);
}
