/** `npm run contracts`: the report that anybody can check the coverage of the five clouds by. */
import { beforeAll, expect, it } from 'vitest';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { runCommand, type Done } from './command.ts';

interface Samples {
  readonly printed: number;
  readonly accepted: number;
  readonly excused: number;
}
interface Excused {
  readonly operation: string;
  readonly reason: string;
}
interface Coverage {
  readonly operations: number;
  readonly schemas: number;
  readonly requestSamples: Samples;
  readonly answerSamples: Samples;
  readonly errorCodes: { readonly documented: number; readonly mapped: number | string };
}
interface VendorReport extends Coverage {
  readonly calls: {
    readonly changes: number;
    readonly answered: number;
    readonly checked: number;
    readonly unseen: readonly Excused[];
    readonly refused: readonly (Excused & { readonly code: string })[];
    readonly failures: readonly string[];
  } | null;
  readonly exceptions: readonly Excused[];
  readonly shortfalls: readonly string[];
}
interface Report {
  readonly vendors: Readonly<Record<string, VendorReport>>;
  readonly total: Coverage & { readonly answered: number; readonly refused: number; readonly shortfalls: number };
}

let done: Done;
let report: Report;

beforeAll(async () => {
  done = await runCommand('scripts/contracts.ts', ['--json']);
  report = done.last as Report;
});

it('the check of the contracts succeeds and speaks of all five clouds in one last line', () => {
  expect(done.code, done.output).toBe(0);
  expect(Object.keys(report.vendors).sort()).toEqual([...VENDOR_IDS].sort());
  expect(report.total).toMatchObject({ operations: 282, schemas: 282, shortfalls: 0 });
  expect(report.total.answered + report.total.refused).toBe(282);
});

it('the check of the contracts accounts for every printed sample: it fits or its misfit has a reason', () => {
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

it('the check of the contracts has every operation answered with success, and says in a sentence why another one is refused as documented', () => {
  for (const vendor of VENDOR_IDS) {
    const one = report.vendors[vendor];
    expect(one?.errorCodes.mapped, vendor).toBe(one?.errorCodes.documented);
    const { answered = 0, refused = [], failures } = one?.calls ?? {};
    expect(failures, vendor).toEqual([]);
    expect(answered + refused.length, vendor).toBe(one?.operations);
    expect(answered / (one?.operations ?? 0), `${vendor}: share of answers`).toBeGreaterThan(0.95);
    for (const { code, reason } of refused) {
      expect(code, vendor).toMatch(/\S/);
      expect(reason, vendor).toMatch(/^[A-Z].{20,}\.$/);
    }
  }
});

it('the check of the contracts sees after every change what it changed, or says in a sentence why nothing shows it', () => {
  for (const vendor of VENDOR_IDS) {
    const { changes = 0, checked = 0, unseen = [], refused = [] } = report.vendors[vendor]?.calls ?? {};
    expect(changes, vendor).toBeGreaterThan(0);
    expect(checked + unseen.length + refused.length, vendor).toBeGreaterThanOrEqual(changes);
    expect(checked / changes, `${vendor}: share of the changes that were seen`).toBeGreaterThan(3 / 4);
    for (const { reason } of unseen) expect(reason, vendor).toMatch(/^[A-Z].{15,}\.$/);
  }
});

it('a call that fails ends the check of the contracts with exit code 1, and is named', async () => {
  const fault = { kind: 'http', operation: 'DescribeAlgoLibs', status: 400, count: 1_000 };
  const args = ['--json', '--cloud', 'aliyun-cityvisual', '--fault', JSON.stringify(fault)];
  const { code, last, output } = await runCommand('scripts/contracts.ts', args);
  expect(code, output).toBe(1);
  const { vendors, total } = last as Report;
  expect(Object.keys(vendors)).toEqual(['aliyun-cityvisual']);
  expect(total.shortfalls).toBeGreaterThan(0);
  expect(vendors['aliyun-cityvisual']?.calls?.failures.join('\n')).toContain('DescribeAlgoLibs');
});

it('the simulator answers the operations that a wall of live pictures needs', () => {
  const refused = VENDOR_IDS.flatMap((vendor) => report.vendors[vendor]?.calls?.refused ?? []);
  const live = [
    'getAccessToken',
    'listChannels',
    'getLiveConnections',
    'getStream',
    'getLiveStreamUrl',
    'GetDeviceLiveUrl',
  ];
  expect(refused.filter(({ operation }) => live.includes(operation))).toEqual([]);
});
