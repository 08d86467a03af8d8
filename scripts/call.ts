/**
 * Makes one signed call of a documented operation through the client's own vendor layer.
 * Usage: npm run call -- VENDOR OPERATION --endpoint URL [--params JSON] [--yes]
 *
 * Keys come from the environment variable LANNER_CREDENTIALS alone: JSON with the names that `npm run simulator -- --json`
 * prints. The last line is `{ok, value | error, requestId, ms}`. Calls that change something need --yes. Exits 0 only on
 * success, 1 when the call failed, 2 when it was not made.
 */
import { parseArgs } from 'node:util';
import { AppError } from '../main/errors.ts';
import { Secret, type Credential } from '../main/secret.ts';
import { callers } from '../main/vendors/callers.ts';
import { loadCatalogue, type CatalogueEntry } from '../main/vendors/core/catalogue.ts';
import { OVERRIDES } from '../main/vendors/overrides.ts';
import type { TokenStore } from '../main/vendors/ports.ts';
import type { ErrorAction, VendorFailure } from '../preload/domain/error.ts';
import { providerOf } from '../preload/domain/providers.ts';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { openFiles, shown } from './call-files.ts';
import { complaintAbout, readParams } from './call-params.ts';
import { didYouMean } from './near-matches.ts';

const USAGE = 'usage: npm run call -- VENDOR OPERATION --endpoint URL [--params JSON] [--yes]';
const ENVIRONMENT = 'LANNER_CREDENTIALS';
const TOKEN_NAME = /token$/i;

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next?: string;
  readonly vendor?: VendorFailure | null;
}

interface Outcome {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: Failure;
  readonly requestId: string | null;
}

/** A call that is not made; `code` names why. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const NEXT: Readonly<Record<ErrorAction, string>> = {
  retry: 'Try again.',
  wait: 'Wait, then try again.',
  'check-network': 'Check the endpoint, the network, the proxy and the firewall.',
  'check-clock': 'Set the clock of this computer.',
  'edit-account': `Check the endpoint and the keys in ${ENVIRONMENT}.`,
  'open-console': "Look into the cloud's console.",
  'unlock-vault': 'Unlock the keychain.',
  'session-only': `Use ${ENVIRONMENT}.`,
  'choose-sub-stream': 'Use the sub stream.',
  report: "Check that the endpoint is the cloud's API; else report this with the request id.",
  none: 'Change the request; the cloud says what it does not accept.',
};

/** One run needs one token; nothing is kept. */
const NO_STORE: TokenStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

interface Order {
  readonly vendor: VendorId;
  readonly entry: CatalogueEntry;
  readonly params: Readonly<Record<string, unknown>>;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

function readFlags() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        params: { type: 'string', default: '{}' },
        endpoint: { type: 'string' },
        account: { type: 'string' },
        yes: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
  } catch {
    const text = `a flag is not known or lacks its value. Keys are taken from ${ENVIRONMENT}, never from arguments. ${USAGE}`;
    throw new Refused('input.usage', text);
  }
}

async function readOrder(): Promise<Order> {
  const { values, positionals } = readFlags();
  const [vendorName, operationId, ...more] = positionals;
  if (vendorName === undefined || operationId === undefined || more.length > 0) throw new Refused('input.usage', USAGE);
  const vendor = VENDOR_IDS.find((id) => id === vendorName);
  if (vendor === undefined) {
    const hint = didYouMean(vendorName, VENDOR_IDS, `The clouds are ${VENDOR_IDS.join(', ')}.`);
    throw new Refused('input.unknown-vendor', `there is no cloud ${JSON.stringify(vendorName)}. ${hint}`);
  }
  const { implicit } = OVERRIDES[vendor];
  const catalogue = loadCatalogue(vendor, OVERRIDES[vendor]);
  if (!catalogue.operationIds.includes(operationId)) {
    const all = `It has ${catalogue.operationIds.length}, listed in main/vendors/${vendor}/contract.json.`;
    const hint = didYouMean(operationId, catalogue.operationIds, all);
    throw new Refused('input.unknown-operation', `${vendor} has no operation ${JSON.stringify(operationId)}. ${hint}`);
  }
  const entry = catalogue.entry(operationId);
  const params = await openFiles(entry, withKeys(vendor, entry, readParams(values.params)));
  const complaint = complaintAbout(entry, params, implicit);
  if (complaint !== null) throw new Refused('input.invalid-field', `${operationId}: ${complaint}`);
  if (callers[vendor] === undefined) {
    throw new Refused('cloud.not-supported', `calls to ${vendor} cannot be signed yet; the request itself is valid.`);
  }
  if (values.account !== undefined) {
    throw new Refused(
      'account.not-found',
      `accounts of the vault cannot be used here yet; set ${ENVIRONMENT} instead.`,
    );
  }
  const { endpoint } = values;
  if (endpoint === undefined || !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    const usual = providerOf(vendor)?.defaultEndpoint;
    throw new Refused('input.invalid-field', `--endpoint takes the http(s) address of the API, such as ${usual}.`);
  }
  return { vendor, entry, params, endpoint, isConfirmed: values.yes };
}

/** Operations that take the keys themselves get them from the environment; on the command line they are refused. */
function withKeys(vendor: VendorId, entry: CatalogueEntry, params: Order['params']): Order['params'] {
  const keys = (providerOf(vendor)?.fields ?? []).filter((key) =>
    entry.operation.params.some((f) => f.name === key.name),
  );
  const typed = keys.find((key) => key.secret && params[key.name] !== undefined);
  if (typed) throw new Refused('input.invalid-field', `${typed.name} comes from ${ENVIRONMENT}, never from arguments.`);
  if (keys.length === 0) return params;
  const given = readEnvironment();
  return { ...Object.fromEntries(keys.map((key) => [key.name, given[key.name]])), ...params };
}

function readEnvironment(): Readonly<Record<string, unknown>> {
  const text = process.env[ENVIRONMENT];
  if (text === undefined || text === '') throw new Refused('auth.no-credentials', `${ENVIRONMENT} is not set.`);
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // answered below, without the text: it holds keys
  }
  throw new Refused('auth.no-credentials', `${ENVIRONMENT} is no JSON object.`);
}

/** @throws {Refused} naming the field that is missing or malformed, never its value. */
function readCredential(vendor: VendorId): Credential {
  const fields = providerOf(vendor)?.fields ?? [];
  const given = readEnvironment();
  for (const { name, required, pattern } of fields) {
    const value = given[name] ?? '';
    const isGood = typeof value === 'string' && (value === '' ? !required : new RegExp(pattern ?? '', 'u').test(value));
    const names = fields.map((field) => field.name).join(', ');
    if (!isGood)
      throw new Refused('auth.no-credentials', `${ENVIRONMENT} needs ${names}; ${name} is missing or wrong.`);
  }
  const valueOf = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  return {
    fields: Object.fromEntries(fields.filter((f) => !f.secret).map(({ name }) => [name, valueOf(name)])),
    secrets: Object.fromEntries(fields.filter((f) => f.secret).map(({ name }) => [name, new Secret(valueOf(name))])),
  };
}

/** What a write would do, for somebody who did not say --yes. */
function previewOf({ entry, params, endpoint }: Order): string {
  const { id, http } = entry.operation;
  const path = Object.entries(params).reduce((at, [name, value]) => at.replace(`{${name}}`, String(value)), http.path);
  const { host } = new URL(endpoint);
  return `${id} would change the cloud at ${host}: ${http.method} ${path} with ${JSON.stringify(params, (_, value) => shown(value))}. Repeat it with --yes to do so.`;
}

async function execute(order: Order, signal: AbortSignal): Promise<Outcome> {
  const { vendor, entry, params, endpoint } = order;
  const credential = readCredential(vendor);
  if (entry.effect === 'write' && !order.isConfirmed) throw new Refused('input.needs-confirmation', previewOf(order));
  const caller = callers[vendor]?.({ endpoint, credential, tokens: NO_STORE });
  if (caller === undefined) throw new Refused('cloud.not-supported', `calls to ${vendor} cannot be signed yet.`);
  try {
    const { data, requestId } = await caller.call(entry.operation.id, params, signal);
    return { ok: true, value: data, requestId };
  } finally {
    caller.dispose();
  }
}

function failureOf(error: unknown): Outcome {
  if (error instanceof Refused)
    return { ok: false, error: { code: error.code, message: error.message }, requestId: null };
  if (error instanceof RangeError) {
    return { ok: false, error: { code: 'input.invalid-field', message: error.message }, requestId: null };
  }
  if (!(error instanceof AppError)) throw error;
  const { code, message, action, vendor } = error;
  const said = vendor?.text ? `${message} (${vendor.text})` : message;
  return {
    ok: false,
    error: { code, message: said, next: NEXT[action], vendor },
    requestId: vendor?.requestId ?? null,
  };
}

/** JSON with tokens starred, and with every secret of the environment wherever it might have got to. */
function print(outcome: Outcome, ms: number): void {
  const { requestId, ...rest } = outcome;
  const star = (name: string, value: unknown): unknown =>
    TOKEN_NAME.test(name) && typeof value === 'string' ? '***' : shown(value);
  const line = JSON.stringify({ ...rest, requestId, ms }, star);
  process.stdout.write(`${secretsOfEnvironment().reduce((text, secret) => text.replaceAll(secret, '***'), line)}\n`);
}

function secretsOfEnvironment(): readonly string[] {
  try {
    const secretNames = new Set(
      VENDOR_IDS.flatMap((id) => providerOf(id)?.fields ?? []).flatMap((f) => (f.secret ? f.name : [])),
    );
    return Object.entries(readEnvironment())
      .filter(([name, value]) => secretNames.has(name) && typeof value === 'string' && value.length > 3)
      .map(([, value]) => value as string);
  } catch {
    return []; // there are none, or the text is no JSON and is never printed
  }
}

async function main(): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const startedMs = performance.now();
  let outcome: Outcome;
  let isMade = false;
  try {
    const order = await readOrder();
    outcome = await execute(order, stopping.signal);
    isMade = true;
  } catch (error) {
    isMade = error instanceof AppError && error.code !== 'input.invalid-field';
    outcome = failureOf(error);
  }
  print(outcome, Math.round(performance.now() - startedMs));
  return outcome.ok ? 0 : isMade ? 1 : 2;
}

process.exitCode = await main();
