/** Numbers, ages and times as text. Figures are never rounded up to look better than they are. */
import type { Locale } from '../i18n/locale.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `hh:mm:ss` in the computer's zone. */
export function clockText(atMs: number): string {
  return clock.format(atMs);
}

/** `hh:mm`, where seconds would say more than is known. */
export function minuteText(atMs: number): string {
  return clockText(atMs).slice(0, 5);
}

/** `2026-11-21 16:31:05 UTC+8`: a moment as evidence names it. */
export function stampText(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clockText(atMs)} ${zoneText(atMs)}`;
}

const DAY_PARTS = { weekday: 'short', day: 'numeric', month: 'short' } as const;
// Made once: a formatter takes milliseconds to make, and the title bar asks every second.
const DAYS = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', DAY_PARTS),
  'en-US': new Intl.DateTimeFormat('en-GB', DAY_PARTS),
};

/** `Tue 21 Jul` or `7月21日 周二`. */
export function dayText(atMs: number, locale: Locale): string {
  const words = DAYS[locale].format(atMs);
  // The Chinese format joins the two, which reads as one long word beside a clock.
  return locale === 'zh-CN' ? words.replace(/(?=周)/, ' ') : words.replace(',', '');
}

/** The computer's zone at that moment: `UTC+8`, `UTC−3:30`, `UTC`. */
export function zoneText(atMs: number): string {
  return offsetText(-new Date(atMs).getTimezoneOffset());
}

/** `UTC+8`, `UTC−3:30`, `UTC`. @param minutes of local time less UTC. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes > 0 ? '+' : '−'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** The two largest parts of a duration in whole units. */
function durationParts(ms: number): {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
} {
  const total = Math.max(0, Math.floor(ms / 1000));
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  };
}

/** `5 d 21 h`, `1 h 35 min`, `12 s`; `5 天 21 小时`, `1 小时 35 分`, `12 秒`. */
export function durationText(ms: number, locale: Locale): string {
  const units = locale === 'zh-CN' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's'];
  const { days, hours, minutes, seconds } = durationParts(ms);
  const all = [days, hours, minutes, seconds];
  const first = all.findIndex((value) => value > 0);
  if (first < 0) return `0 ${units[3] ?? ''}`;
  const shown = all.slice(first, first + 2).map((value, i) => ({ value, unit: units[first + i] ?? '' }));
  return shown
    .filter(({ value }, i) => i === 0 || value > 0)
    .map(({ value, unit }) => `${value} ${unit}`)
    .join(' ');
}

/** `0:23`, `12:05`, `1:02:05`: how long something runs. */
export function lengthText(ms: number): string {
  const { days, hours, minutes, seconds } = durationParts(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = days * 24 + hours;
  return whole > 0 ? `${whole}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** `31 Mbit/s`, `640 kbit/s`. */
export function bitrateText(bitsPerSecond: number): string {
  if (bitsPerSecond < 1_000_000) return `${Math.round(bitsPerSecond / 1000)} kbit/s`;
  const mega = bitsPerSecond / 1_000_000;
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} Mbit/s`;
}

export function percentText(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** `0.6`, `4.2`, `12`: tenths below ten seconds. */
export function secondsText(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 9.95 ? seconds.toFixed(1) : String(Math.round(seconds));
}

/** `640 kB`, `1.4 MB`, `2.3 GB`: the size of a file. */
export function byteText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const mega = bytes / 1_000_000;
  return mega < 1000 ? `${mega.toFixed(1)} MB` : `${(mega / 1000).toFixed(1)} GB`;
}
