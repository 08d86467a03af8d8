/** `npm run contracts`: the report that anybody can check the coverage of the five clouds by. */
import { beforeAll, expect, it } from 'vitest';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { runCommand, type Done } from './command.ts';

interface Samples {
  readonly printed: number;
  readonly accepted: number;
  readonly excused: number;
}
interface Coverage {
  readonly operations: number;
  readonly schemas: number;
  readonly requestSamples: Samples;
  readonly answerSamples: Samples;
  readonly errorCodes: { readonly documented: number; readonly mapped: number | string };
  readonly sent: number | string;
  readonly calledEndToEnd: number | string;
  readonly answered: number | string;
}
interface Report {
  readonly vendors: Readonly<
    Record<
      string,
      Coverage & {
        readonly calledOperations: readonly string[];
        readonly refusals: readonly { readonly operation: string; readonly code: string }[];
        readonly missing: readonly string[];
        readonly exceptions: readonly { readonly operation: string; readonly reason: string }[];
        readonly shortfalls: readonly string[];
      }
    >
  >;
  readonly total: Coverage & { readonly missing: number; readonly exceptions: number; readonly shortfalls: number };
}

let done: Done;
let report: Report;

beforeAll(async () => {
  done = await runCommand('scripts/contracts.ts', ['--json']);
  report = done.last as Report;
});

it('succeeds and speaks of all five clouds in one last line', () => {
  expect(done.code, done.output).toBe(0);
  expect(Object.keys(report.vendors).sort()).toEqual([...VENDOR_IDS].sort());
  expect(report.total).toMatchObject({ operations: 282, schemas: 282, calledEndToEnd: 282, missing: 0, shortfalls: 0 });
});

it('accounts for every printed sample: it fits or its misfit has a reason', () => {
  for (const { requestSamples, answerSamples } of [...Object.values(report.vendors), report.total]) {
    for (const { printed, accepted, excused } of [requestSamples, answerSamples]) {
      expect(printed).toBeGreaterThan(0);
      expect(accepted + excused).toBe(printed);
    }
  }
  for (const { exceptions } of Object.values(report.vendors)) {
    for (const { reason } of exceptions) expect(reason).toMatch(/^.{10,120}$/);
  }
});

it('sends every operation, and has it answered or refused in the words of the cloud', () => {
  for (const vendor of VENDOR_IDS) {
    const one = report.vendors[vendor];
    expect(one?.errorCodes.mapped, vendor).toBe(one?.errorCodes.documented);
    expect(one?.sent, vendor).toBe(one?.operations);
    expect(one?.calledEndToEnd, vendor).toBe(one?.operations);
    expect(one?.calledOperations, vendor).toHaveLength(one?.operations ?? 0);
    expect(Number(one?.answered) + (one?.refusals.length ?? 0), vendor).toBe(one?.calledEndToEnd);
    expect(Number(one?.answered) / Number(one?.operations), `${vendor}: share of answers`).toBeGreaterThan(2 / 3);
    for (const { code } of one?.refusals ?? []) expect(code, vendor).toMatch(/\S/);
  }
});

it('the simulator answers the operations that a wall of live pictures needs', () => {
  const refused = VENDOR_IDS.flatMap((vendor) => report.vendors[vendor]?.refusals ?? []).map((one) => one.operation);
  const live = [
    'getAccessToken',
    'listChannels',
    'getLiveConnections',
    'getStream',
    'getLiveStreamUrl',
    'GetDeviceLiveUrl',
  ];
  expect(refused.filter((operation) => live.includes(operation))).toEqual([]);
});
