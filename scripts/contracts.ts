/**
 * Reports what the contracts of the five clouds hold and how much of it is covered.
 * Usage: npm run contracts [-- --json] [--cloud VENDOR] [--fault JSON]
 *
 * Every operation is sent to the simulated cloud: `answered` are those that it answered with success, `checked` those of the
 * changes after which the cloud, or the simulator, shows what they changed. A change that shows nowhere (`unseen`), and an
 * operation for which this world has nothing (`refused`, in the words of the document), has a sentence that says why. The
 * last line with --json is `{vendors: {<id>: {...}}, total: {...}}`. Exits 1 when anything falls short: an operation without
 * a schema, a printed sample that does not fit, a call that is not answered, a change that does not show.
 * --cloud: of this cloud alone. --fault: an order `POST /faults` of the simulator before the calls, which shows that the report
 * notices a call that fails.
 */
import { parseArgs } from 'node:util';
import { errorOf as aliyunErrorOf } from '../main/vendors/aliyun/errors.ts';
import { createCatalogue, type Catalogue } from '../main/vendors/core/contract/catalogue.ts';
import { readContract, type VendorOverrides } from '../main/vendors/core/contract/contract.ts';
import { examineSamples, type Complaint, type SampleVerdict } from '../main/vendors/core/contract/samples.ts';
import { createErrorMap } from '../main/vendors/huawei-ivm/wire/errors.ts';
import { createErrorMap as createVisErrorMap } from '../main/vendors/huawei-vis/wire/errors.ts';
import { createErrorMap as createIvpErrorMap } from '../main/vendors/tencent-ivp/wire/errors.ts';
import { OVERRIDES } from '../main/vendors/registry.ts';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { callEverything, type CalledOperations } from './contracts-calls.ts';
import { fatesOf, type Fates } from './contracts-fates.ts';
import { say } from './lib.ts';

const NOT_YET = 'not yet';
/** The clouds whose error codes have product codes. */
const ERROR_MAPS: Partial<Record<VendorId, typeof createErrorMap>> = {
  'huawei-ivm': createErrorMap,
  'huawei-vis': () => createVisErrorMap('token'),
  'tencent-ivp': createIvpErrorMap,
  'aliyun-vcs': () => aliyunErrorOf,
  'aliyun-cityvisual': () => aliyunErrorOf,
};
/** The code of a refusal without a better one; the cloud's own words are shown with it. */
const GENERIC_CODE = 'cloud.refused';

interface SampleCounts {
  readonly printed: number;
  /** Fit their schema as printed. */
  readonly accepted: number;
  /** Do not fit, and the overrides say why the document is wrong. */
  readonly excused: number;
}

interface Exception {
  /**
   * `field`: the schema differs from the table. `sample`: the printed sample is wrong. `effect`: the verb misleads.
   * `transport`: any operation may travel otherwise than printed.
   */
  readonly kind: 'field' | 'sample' | 'effect' | 'transport';
  readonly operation: string;
  readonly side?: 'request' | 'answer';
  readonly path?: string;
  readonly reason: string;
}

interface VendorReport {
  readonly operations: number;
  readonly schemas: number;
  readonly requestSamples: SampleCounts;
  readonly answerSamples: SampleCounts;
  readonly errorCodes: {
    readonly documented: number;
    readonly mapped: number | typeof NOT_YET;
    /** Of the mapped: those for which the product has no closer word than that the cloud refused. */
    readonly generic: number | null;
  };
  /** The outcomes of the calls; null while the cloud cannot be joined. */
  readonly calls: Fates | null;
  readonly exceptions: readonly Exception[];
  /** Deviations from the contract, each in words. */
  readonly shortfalls: readonly string[];
}

const keyOf = (c: Pick<Complaint, 'operation' | 'side' | 'example' | 'path'>): string =>
  `${c.operation} ${c.side} ${c.example} ${c.path}`;

/** Operations for which no schema could be built, with the reason. */
function withoutSchema(catalogue: Catalogue): readonly string[] {
  return catalogue.operationIds.flatMap((id) => {
    try {
      const { request, answer } = catalogue.entry(id);
      request.safeParse({});
      answer.safeParse({});
      return [];
    } catch (error) {
      return [`${id} has no schema: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

function countOf(verdicts: readonly SampleVerdict[], isExcused: (c: Complaint) => boolean): SampleCounts {
  const unfit = verdicts.filter(({ complaints }) => complaints.length > 0);
  const excused = unfit.filter(({ complaints }) => complaints.every(isExcused)).length;
  return { printed: verdicts.length, accepted: verdicts.length - unfit.length, excused };
}

function exceptionsOf({ fields, samples, effects, longQuery }: VendorOverrides): readonly Exception[] {
  const effectWords = (effect: string): string => `the name sounds otherwise, but the call is a ${effect}`;
  return [
    ...fields.map(({ operation, side, path, reason }) => ({ kind: 'field' as const, operation, side, path, reason })),
    ...samples.map(({ operation, side, path, reason }) => ({ kind: 'sample' as const, operation, side, path, reason })),
    ...Object.entries(effects).map(([operation, effect]) => {
      return { kind: 'effect' as const, operation, reason: effectWords(effect) };
    }),
    ...(longQuery ? [{ kind: 'transport' as const, operation: 'any', reason: longQuery.reason }] : []),
  ];
}

function errorCodesOf(vendor: VendorId, { errorCodes }: Catalogue): VendorReport['errorCodes'] {
  const documented = errorCodes.length;
  const lookUp = ERROR_MAPS[vendor]?.(errorCodes);
  if (!lookUp) return { documented, mapped: NOT_YET, generic: null };
  const codes = errorCodes.map(({ code, http }) => lookUp(code, http ?? 400).code);
  return { documented, mapped: codes.length, generic: codes.filter((code) => code === GENERIC_CODE).length };
}

function reportOn(vendor: VendorId, called: CalledOperations | undefined): VendorReport {
  const overrides = OVERRIDES[vendor];
  const catalogue = createCatalogue(readContract(vendor), overrides);
  const schemaless = withoutSchema(catalogue);
  const calls = called === undefined ? null : fatesOf(vendor, called, catalogue);
  const verdicts = schemaless.length > 0 ? [] : examineSamples(catalogue, overrides.implicit);
  const excuses = new Set(overrides.samples.map(keyOf));
  const isExcused = (complaint: Complaint): boolean => excuses.has(keyOf(complaint));
  const complaints = verdicts.flatMap((verdict) => verdict.complaints).filter((complaint) => !isExcused(complaint));
  return {
    operations: catalogue.operationIds.length,
    schemas: catalogue.operationIds.length - schemaless.length,
    requestSamples: countOf(
      verdicts.filter(({ side }) => side === 'request'),
      isExcused,
    ),
    answerSamples: countOf(
      verdicts.filter(({ side }) => side === 'answer'),
      isExcused,
    ),
    errorCodes: errorCodesOf(vendor, catalogue),
    calls,
    exceptions: exceptionsOf(overrides),
    shortfalls: [
      ...schemaless,
      ...complaints.map((c) => `${c.operation}, ${c.side} sample ${c.example}: ${c.path}: ${c.message}`),
      ...(calls?.failures ?? ['the cloud cannot be joined yet']),
    ],
  };
}

const sum = (values: readonly (number | typeof NOT_YET)[]): number =>
  values.reduce<number>((total, value) => total + (value === NOT_YET ? 0 : value), 0);

const COUNTED = ['changes', 'answered', 'checked', 'unseen', 'refused'] as const;
const countIn = (one: number | readonly unknown[]): number => (typeof one === 'number' ? one : one.length);

function totalOf(reports: readonly VendorReport[]) {
  const samples = (side: 'requestSamples' | 'answerSamples'): SampleCounts => ({
    printed: sum(reports.map((report) => report[side].printed)),
    accepted: sum(reports.map((report) => report[side].accepted)),
    excused: sum(reports.map((report) => report[side].excused)),
  });
  const count = (name: (typeof COUNTED)[number]): number =>
    sum(reports.map(({ calls }) => (calls === null ? 0 : countIn(calls[name]))));
  return {
    operations: sum(reports.map((report) => report.operations)),
    schemas: sum(reports.map((report) => report.schemas)),
    requestSamples: samples('requestSamples'),
    answerSamples: samples('answerSamples'),
    errorCodes: {
      documented: sum(reports.map((report) => report.errorCodes.documented)),
      mapped: sum(reports.map((report) => report.errorCodes.mapped)),
    },
    changes: count('changes'),
    answered: count('answered'),
    checked: count('checked'),
    unseen: count('unseen'),
    refused: count('refused'),
    exceptions: sum(reports.map((report) => report.exceptions.length)),
    shortfalls: sum(reports.map((report) => report.shortfalls.length)),
  };
}

function describe(vendor: string, report: VendorReport): string {
  const samples = ({ printed, accepted, excused }: SampleCounts): string =>
    `${accepted} of ${printed}${excused > 0 ? ` (${excused} excused)` : ''}`;
  const { errorCodes, exceptions, shortfalls } = report;
  const generic = errorCodes.generic === null ? '' : ` (${errorCodes.generic} in general words)`;
  return [
    `${vendor}`,
    `  operations ${report.operations}, with schemas ${report.schemas}`,
    `  samples that fit: requests ${samples(report.requestSamples)}, answers ${samples(report.answerSamples)}`,
    `  error codes documented: ${errorCodes.documented}, mapped: ${errorCodes.mapped}${generic}`,
    ...(report.calls === null ? [] : describeCalls(report.operations, report.calls)),
    ...exceptions.map(({ operation, side, path, reason }) => {
      return `  exception: ${[operation, side, path].filter(Boolean).join(' ')}: ${reason}`;
    }),
    ...shortfalls.map((text) => `  SHORTFALL: ${text}`),
  ].join('\n');
}

function describeCalls(operations: number, { changes, answered, checked, unseen, refused }: Fates): readonly string[] {
  const isChecked = `changes ${changes}, of which ${checked} were seen and ${unseen.length} show nowhere`;
  return [
    `  answered ${answered} of ${operations}, refused as documented ${refused.length}; ${isChecked}`,
    ...unseen.map(({ operation, reason }) => `  not seen: ${operation}: ${reason}`),
    ...refused.map(({ operation, code, reason }) => `  refused: ${operation}: ${code}: ${reason}`),
  ];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, cloud: { type: 'string' }, fault: { type: 'string' } },
  });
  const chosen = VENDOR_IDS.filter((id) => values.cloud === undefined || id === values.cloud);
  if (chosen.length === 0) throw new Error(`no cloud ${values.cloud}; the clouds are ${VENDOR_IDS.join(', ')}`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  say('using every port and every operation against the simulated clouds');
  const called = await callEverything(chosen, values.fault ?? null, stopping.signal);
  const vendors = Object.fromEntries(chosen.map((vendor) => [vendor, reportOn(vendor, called[vendor])]));
  const total = totalOf(Object.values(vendors));
  if (values.json) process.stdout.write(`${JSON.stringify({ vendors, total })}\n`);
  else {
    const parts = Object.entries(vendors).map(([vendor, report]) => describe(vendor, report));
    const { operations, schemas } = total;
    const counts = COUNTED.map((name) => `${name} ${total[name]}`).join(', ');
    const summary = `${schemas} of ${operations} operations have schemas; ${counts}; ${total.shortfalls} shortfalls`;
    process.stdout.write(`${[...parts, summary].join('\n')}\n`);
  }
  return total.shortfalls === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(`contracts: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
