/** Figures of seeks: the client against hls.js alone, over a line as to a cloud and over loopback. */
import { median, quantile, type Goal } from './types.ts';

/** Delay of the line to a cloud in each direction, ms. */
export const LINE_MS = 15;
/** A cloud is never on loopback: there both sides wait for the next picture of the screen more than for anything else. */
const MEDIAN_RATIOS = { line: 1.1, loopback: 1.25 } as const;
const P95_RATIO = 1.3;

/** Milliseconds of the seeks of one round. */
export interface SeekMs {
  readonly own: number[];
  readonly peer: number[];
}

const CONDITIONS = { line: `line of ${LINE_MS} ms each way`, loopback: 'loopback' } as const;

const of = (values: readonly number[]) => ({
  median: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  worst: quantile(values, 1),
});

/** A round, in the form of the details. */
export const rowOf = ({ own, peer }: SeekMs): object => ({ ownMs: of(own), peerMs: of(peer) });

/** Both medians are goals, and the 95th percentile over the line; that over loopback is judged beside. */
export function goalsOfRatios(name: string, rounds: readonly SeekMs[], condition: keyof typeof CONDITIONS): Goal[] {
  const ratios = rounds.map(({ own, peer }) => ({
    median: of(own).median / of(peer).median,
    p95: of(own).p95 / of(peer).p95,
  }));
  const beside = condition === 'line' ? {} : ({ isBeside: true } as const);
  const words = `${name}, ${CONDITIONS[condition]}`;
  return [
    { name: `${words}, median`, value: median(ratios.map((one) => one.median)), atMost: MEDIAN_RATIOS[condition] },
    { name: `${words}, 95th percentile`, value: median(ratios.map((one) => one.p95)), atMost: P95_RATIO, ...beside },
  ];
}
