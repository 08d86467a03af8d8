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
  readonly calledEndToEnd: number | string;
}
interface Report {
  readonly vendors: Readonly<
    Record<
      string,
      Coverage & {
        readonly calledOperations: readonly string[];
        readonly exceptions: readonly { readonly operation: string; readonly reason: string }[];
        readonly shortfalls: readonly string[];
      }
    >
  >;
  readonly total: Coverage & { readonly exceptions: number; readonly shortfalls: number };
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
  expect(report.total).toMatchObject({ operations: 282, schemas: 282, shortfalls: 0 });
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

it('counts what the ports really call, of every cloud', () => {
  for (const vendor of VENDOR_IDS) {
    const { calledEndToEnd, calledOperations, errorCodes } = report.vendors[vendor] ?? {};
    expect(errorCodes?.mapped, vendor).toBe(errorCodes?.documented);
    expect(calledEndToEnd, vendor).toBe(calledOperations?.length);
    expect(calledEndToEnd, vendor).toBeGreaterThan(3);
  }
  expect(report.vendors['huawei-ivm']?.calledOperations).toEqual(
    expect.arrayContaining(['getAccessToken', 'listDevices', 'listChannels', 'getLiveConnections', 'listMediaRecords']),
  );
  expect(report.vendors['aliyun-vcs']?.calledOperations).toContain('GetDeviceLiveUrl');
  expect(report.vendors['aliyun-cityvisual']?.calledOperations).toContain('DescribeCameras');
});
