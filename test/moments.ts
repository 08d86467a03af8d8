/**
 * Moments at which tests of days, zones and lists of recordings run, since each of them has broken a program before. Time is
 * an argument in those tests: the clock of the process stays as it is.
 */

const HOUR_MS = 3_600_000;

export interface Moment {
  readonly name: string;
  /** Epoch ms UTC. */
  readonly atMs: number;
}

/** For `it.each(MOMENTS)('... $name', ({ atMs }) => ...)`. */
export const MOMENTS: readonly Moment[] = [
  ['two minutes before midnight in Beijing', '2026-11-24T15:58:00Z'],
  ['a minute and a half before midnight UTC', '2026-11-24T23:58:30Z'],
  ['the end of a month', '2026-11-30T15:59:59Z'],
  ['the end of a year', '2026-12-31T23:59:59.999Z'],
  ['29 February', '2028-02-29T12:00:00Z'],
  ['the hour in which the clocks of Berlin are put back', '2026-10-25T00:59:30Z'],
  ['the hour in which the clocks of Berlin are put forward', '2027-03-28T00:59:30Z'],
].map(([name = '', iso = '']) => ({ name, atMs: Date.parse(iso) }));

/** Zones in which those moments differ in everything that zones differ in. */
export const MOMENT_ZONES: readonly string[] = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];

/** The same moments a while later, for a list that is read while its world continues. */
export const hoursAfter = ({ atMs }: Moment, hours: number): number => atMs + hours * HOUR_MS;
