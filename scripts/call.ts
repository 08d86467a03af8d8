/**
 * Makes one signed call of a documented operation through the client's own vendor layer.
 * Usage: npm run call -- VENDOR OPERATION --account NAME [--data-dir DIR] [--local-clouds] [--params JSON] [--yes]
 *        npm run call -- VENDOR OPERATION --endpoint URL --keys - [--params JSON] [--yes]
 *
 * With --account address, keys and token are those of an account of the client, out of the system's keychain. With --keys -
 * the keys come from standard input: JSON with the names that `npm run simulator -- --json` prints. Without both they come
 * from the environment variable LANNER_CREDENTIALS, which other programs of the same user can read meanwhile.
 * http is for this computer only; the account of a simulated cloud needs --local-clouds beside it.
 * The last line is `{ok, value | error, requestId, ms}`. Calls that change something need --yes. Exits 0 only on success, 1
 * when the call or an item of its batch failed (`failures`, beside the value), 2 when it was not made.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../main/errors.ts';
import { defaultDataDir } from '../main/hosts/command-line.ts';
import { suppliedNames } from '../main/services/console/console-operations.ts';
import { loadCatalogue, type CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';
import type { ItemFailure } from '../main/ports/calls.ts';
import { OVERRIDES } from '../main/vendors/registry.ts';
import type { ErrorAction, VendorFailure } from '../preload/domain/error.ts';
import { addressProblem } from '../preload/domain/accounts/key-addresses.ts';
import { providerOf } from '../preload/domain/accounts/providers.ts';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { openFiles, shown } from './call-files.ts';
import { readStandardInput } from './call-input.ts';
import { accountIdentity, givenIdentity, givenSecrets, type Identity } from './call-keys.ts';
import { complaintAbout, readParams } from './call-params.ts';
import { Refused } from './call-refused.ts';
import { didYouMean } from './near-matches.ts';

const USAGE =
  'usage: npm run call -- VENDOR OPERATION (--account NAME | --endpoint URL --keys -) [--params JSON] [--yes]';
const HELP = `${USAGE}

  --account NAME   address, keys and token of an account of the client, out of the system's keychain
  --data-dir DIR   where the client keeps its accounts
  --local-clouds   the account is that of a simulated cloud on this computer
  --endpoint URL   address of the API
  --keys -         takes the keys from standard input, as JSON: npm run call -- ... --keys - < keys.json
                   This is the way to hand over keys. The environment variable LANNER_CREDENTIALS holds the same JSON and
                   still works, but other programs of the same user can read an environment.
  --params JSON    parameters of the operation
  --yes            makes a call that changes something

Exits 0 when everything was done, 1 when the cloud refused the call or items of it, 2 when nothing was sent.
`;
const PLAIN = 'With http anybody on the way can read the keys, so it is taken for this computer only.';
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
  /** The items that the cloud refused of a batch that it answered with success. */
  readonly failures?: readonly ItemFailure[];
  readonly error?: Failure;
  readonly requestId: string | null;
}

const NEXT: Readonly<Record<ErrorAction, string>> = {
  retry: 'Try again.',
  wait: 'Wait, then try again.',
  'check-network': 'Check the endpoint, the network, the proxy and the firewall.',
  'check-clock': 'Set the clock of this computer.',
  'edit-account':
    'Check the endpoint and the keys: of the account, those from --keys -, or those in LANNER_CREDENTIALS.',
  'open-console': "Look into the cloud's console.",
  'unlock-vault': 'Unlock the keychain.',
  'session-only': 'Use --keys - and --endpoint, or LANNER_CREDENTIALS.',
  'choose-sub-stream': 'Use the sub stream.',
  report: "Check that the endpoint is the cloud's API; else report this with the request id.",
  none: 'Change the request; the cloud says what it does not accept.',
};

interface Order {
  readonly entry: CatalogueEntry;
  readonly params: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
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
        keys: { type: 'string' },
        'data-dir': { type: 'string' },
        'local-clouds': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch {
    const text = `a flag is not known or lacks its value. Keys are taken from standard input, never from arguments. ${USAGE}`;
    throw new Refused('input.usage', text);
  }
}

async function readOrder({ values, positionals }: ReturnType<typeof readFlags>): Promise<Order> {
  await takeKeys(values);
  const [vendorName, operationId, ...more] = positionals;
  if (vendorName === undefined || operationId === undefined || more.length > 0) throw new Refused('input.usage', USAGE);
  const vendor = VENDOR_IDS.find((id) => id === vendorName);
  if (vendor === undefined) {
    const hint = didYouMean(vendorName, VENDOR_IDS, `The clouds are ${VENDOR_IDS.join(', ')}.`);
    throw new Refused('input.unknown-vendor', `there is no cloud ${JSON.stringify(vendorName)}. ${hint}`);
  }
  const catalogue = loadCatalogue(vendor, OVERRIDES[vendor]);
  if (!catalogue.operationIds.includes(operationId)) {
    const all = `It has ${catalogue.operationIds.length}, listed in main/vendors/${vendor}/contract.json.`;
    const hint = didYouMean(operationId, catalogue.operationIds, all);
    throw new Refused('input.unknown-operation', `${vendor} has no operation ${JSON.stringify(operationId)}. ${hint}`);
  }
  const entry = catalogue.entry(operationId);
  const params = await openFiles(entry, checkedParams(vendor, entry, readParams(values.params)));
  const complaint = complaintAbout(entry, params, OVERRIDES[vendor].implicit, suppliedNames(vendor, entry));
  if (complaint !== null) throw new Refused('input.invalid-field', `${operationId}: ${complaint}`);
  const identity = await identityOf(vendor, values);
  return { entry, params, identity, isConfirmed: values.yes };
}

/** Before anything can fail with a text that would hold the keys. */
async function takeKeys({ keys, account }: ReturnType<typeof readFlags>['values']): Promise<void> {
  if (keys === undefined) return;
  if (keys !== '-') {
    throw new Refused(
      'input.usage',
      `--keys takes only "-", which is standard input: keys are never arguments. ${USAGE}`,
    );
  }
  if (account !== undefined) throw new Refused('input.usage', 'the keys are those of the account; leave --keys out.');
  await readStandardInput();
}

/** Checks the parameters against the document, without the keys, which the sign-in fills in. */
function checkedParams(vendor: VendorId, entry: CatalogueEntry, params: Order['params']): Order['params'] {
  const { implicit } = OVERRIDES[vendor];
  const supplied = suppliedNames(vendor, entry);
  const typed = Object.keys(params).find((name) => supplied.has(name) && !implicit.includes(name));
  if (typed !== undefined) {
    throw new Refused('input.invalid-field', `${typed} comes with the keys, never from arguments; leave it out.`);
  }
  return params;
}

async function identityOf(vendor: VendorId, values: ReturnType<typeof readFlags>['values']): Promise<Identity> {
  const { account, endpoint } = values;
  if (account !== undefined) {
    if (endpoint !== undefined)
      throw new Refused('input.usage', 'the address is that of the account; leave --endpoint out.');
    const dataDir = path.resolve(values['data-dir'] ?? defaultDataDir());
    return await accountIdentity(vendor, account, { dataDir, hasLocalClouds: values['local-clouds'] });
  }
  const problem = addressProblem(endpoint ?? '');
  if (problem === 'plain') throw new Refused('account.address-plain', `${PLAIN} Use https.`);
  if (endpoint === undefined || problem !== null) {
    const usual = providerOf(vendor)?.defaultEndpoint;
    const text = `--endpoint takes the http(s) address of the API, such as ${usual}; or name an --account.`;
    throw new Refused('input.invalid-field', text);
  }
  return givenIdentity(vendor, endpoint);
}

/** Describes the effect of a write, for a caller who did not pass --yes. */
function previewOf({ entry, params, identity }: Order): string {
  const { id, http } = entry.operation;
  const place = Object.entries(params).reduce((at, [name, value]) => at.replace(`{${name}}`, String(value)), http.path);
  const { host } = new URL(identity.endpoint);
  return `${id} would change the cloud at ${host}: ${http.method} ${place} with ${JSON.stringify(params, (_, value) => shown(value))}. Repeat it with --yes to do so.`;
}

/** @param onSecrets called with the texts that must not be printed, before any answer can contain them. */
async function execute(
  order: Order,
  onSecrets: (secrets: readonly string[]) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const { entry, params, identity } = order;
  if (entry.effect === 'write' && !order.isConfirmed) throw new Refused('input.needs-confirmation', previewOf(order));
  const { caller, secrets } = await identity.open();
  onSecrets(secrets);
  try {
    const { data, requestId, failures = [] } = await caller.call(entry.operation.id, params, signal);
    if (failures.length === 0) return { ok: true, value: data, requestId };
    const message = `the cloud refused ${failures.length} of the things that the call names; they stand in failures.`;
    return { ok: false, value: data, failures, error: { code: 'cloud.partial', message }, requestId };
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

const MIN_SECRET_CHARS = 4;

/** JSON with tokens starred, and with every secret that was at hand wherever it might have got to. */
function print(outcome: Outcome, ms: number, secrets: readonly string[]): void {
  const { requestId, ...rest } = outcome;
  const star = (name: string, value: unknown): unknown =>
    TOKEN_NAME.test(name) && typeof value === 'string' ? '***' : shown(value);
  const line = JSON.stringify({ ...rest, requestId, ms }, star);
  const known = [...givenSecrets(), ...secrets].filter((secret) => secret.length >= MIN_SECRET_CHARS);
  process.stdout.write(`${known.reduce((text, secret) => text.replaceAll(secret, '***'), line)}\n`);
}

async function main(): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const startedMs = performance.now();
  const secrets: string[] = [];
  let outcome: Outcome;
  let isMade = false;
  try {
    const flags = readFlags();
    if (flags.values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const order = await readOrder(flags);
    outcome = await execute(order, (more) => secrets.push(...more), stopping.signal);
    isMade = true;
  } catch (error) {
    isMade = error instanceof AppError && !/^(input\.invalid-field|vault\..*|account\..*)$/.test(error.code);
    outcome = failureOf(error);
  }
  print(outcome, Math.round(performance.now() - startedMs), secrets);
  return outcome.ok ? 0 : isMade ? 1 : 2;
}

process.exitCode = await main();
