/** The goals of the wall bench. */
import { median, type Goal } from './types.ts';
import type { MemoryRound, Round, Row } from './wall-rounds.ts';

const CPU = 0.85;
const MEMORY = 1.2;

const ratioOf = (rows: readonly Round[], pick: (row: Row) => number): number =>
  median(rows.map((row) => pick(row.client) / pick(row.bare)));

/** The median of the rounds, so that one disturbed round does not decide. */
const moreDropped = (rows: readonly Round[]): number =>
  median(rows.map(({ bare, client }) => client.dropped - bare.dropped));

export function goalsOf16(name: string, rows: readonly Round[]): readonly Goal[] {
  const withPeer = rows.flatMap(({ client, mpvCores: peer }) => (peer === null ? [] : [client.cores / peer]));
  return [
    { name: `${name}: CPU of the process tree / bare page`, value: ratioOf(rows, (r) => r.cores), atMost: CPU },
    ...(withPeer.length > 0 ? [{ name: `${name}: CPU / 16 mpv windows`, value: median(withPeer), atMost: 1.0 }] : []),
    { name: `${name}: memory (PSS) / bare page`, value: ratioOf(rows, (r) => r.pssBytes), atMost: MEMORY },
    { name: `${name}: all first frames / bare page`, value: ratioOf(rows, (r) => r.firstFramesMs), atMost: 1.2 },
    {
      name: `${name}: wall switch, all first frames / opening the bare page`,
      value: median(rows.map(({ switchMs, bare }) => (switchMs ?? Number.NaN) / bare.firstFramesMs)),
      atMost: 1.1,
    },
    { name: `${name}: dropped frames more than the bare page`, value: Math.max(0, moreDropped(rows)), atMost: 0 },
  ];
}

export const goalsOfLarge = (name: string, rows: readonly Round[]): readonly Goal[] => [
  { name: `${name}: CPU / bare page`, value: ratioOf(rows, (r) => r.cores), atMost: CPU },
  {
    name: `${name}: dropped frames more than the bare page`,
    value: moreDropped(rows),
    atMost: rows.every(({ bare }) => bare.dropped === 0) ? 0 : -1,
  },
];

export function goalsOfMemory(name: string, { minutes, bare, client }: MemoryRound): readonly Goal[] {
  const times = [
    ['20 s', 'after20Sec'],
    ['60 s', 'after60Sec'],
    [`${minutes} min`, 'atEnd'],
  ] as const;
  return times.map(([time, key]) => {
    return { name: `${name} / bare page, after ${time}`, value: client[key] / bare[key], atMost: MEMORY };
  });
}
