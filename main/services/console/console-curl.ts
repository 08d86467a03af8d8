/**
 * A call as a command for a POSIX shell. It is drawn by a placeholder caller, which knows no secret, so the command contains none; tokens,
 * keys and signatures are variables, and comments say where they come from.
 */
import type { Field } from '../../vendors/core/contract/contract.ts';
import type { CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import type { Signed } from '../../vendors/core/client/dialect.ts';
import { isSecretName } from './console-secrets.ts';
import { markOf, splitAtMarks, variableOf, type PlaceholderCaller } from './console-placeholders.ts';

type Params = Readonly<Record<string, unknown>>;

/** Written over the parts of a request that follow from a secret, or that are good for one moment only. */
const SIGNED_HEADERS: Readonly<Record<string, string>> = { authorization: 'AUTHORIZATION', 'x-sdk-date': 'SDK_DATE' };
const SIGNED_QUERY: Readonly<Record<string, string>> = {
  Signature: 'SIGNATURE',
  SignatureNonce: 'NONCE',
  Timestamp: 'TIMESTAMP',
};
/** curl makes these itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length']);

const EXPLANATIONS: Readonly<Record<string, string>> = {
  TOKEN: 'the token that the sign-in of this cloud answers; it is good for hours or days',
  PROJECT_ID: 'the id of the project, as listIamProjects answers it',
  AUTHORIZATION: 'the signature over this very request, computed with the secret key; it is good for minutes',
  SDK_DATE: 'the time of signing in UTC, yyyyMMddTHHmmssZ; the signature covers it',
  SIGNATURE: 'the HMAC-SHA1 over all other parameters, computed with the secret key and URL-encoded',
  NONCE: 'a text that was never used before; the signature covers it',
  TIMESTAMP: 'the time of signing in UTC, URL-encoded yyyy-MM-ddTHH:mm:ssZ; the signature covers it',
};
const FALLBACK_EXPLANATION = 'a secret, left out here';

/** One word of a POSIX shell: single-quoted, variables double-quoted beside it. */
export function shellWord(text: string): string {
  const words = splitAtMarks(text).map((part, i) => {
    if (i % 2 === 1) return `"$${part}"`;
    return part === '' ? '' : `'${part.replaceAll("'", `'\\''`)}'`;
  });
  return words.join('') || "''";
}

/** Texts under the names of secrets become variables; the rest stays. */
function veiled(fields: readonly Field[], params: Params): Params {
  const veil = (field: Field | undefined, name: string, value: unknown): unknown => {
    if (typeof value === 'string' && value !== '' && (field?.secret === true || isSecretName(name))) {
      return splitAtMarks(value).length > 1 ? value : markOf(variableOf(name));
    }
    if (Array.isArray(value)) return value.map((item) => veil(field, name, item));
    if (typeof value !== 'object' || value === null || value instanceof Blob || value instanceof Uint8Array)
      return value;
    return veiled(field?.children ?? [], value as Params);
  };
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      veil(
        fields.find((field) => field.name === name),
        name,
        value,
      ),
    ]),
  );
}

/** Replaces the parts that a signature adds to a query or to a form in the body. */
function withoutSignature(text: string): string {
  return text.replace(/(^|[?&])(Signature|SignatureNonce|Timestamp)=[^&]*/g, (_, before: string, name: string) => {
    return `${before}${name}=${markOf(SIGNED_QUERY[name] ?? variableOf(name))}`;
  });
}

function partsOf({ method, url, headers, body }: Signed, hasForm: boolean): string[] {
  const cut = url.indexOf('?');
  const place = cut < 0 ? url : `${url.slice(0, cut)}?${withoutSignature(url.slice(cut + 1))}`;
  const isForm = headers['Content-Type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const lines = [`curl --request ${method}`, `--url ${shellWord(place)}`];
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (OWN_HEADERS.has(key) || (hasForm && key === 'content-type')) continue;
    const variable = SIGNED_HEADERS[key];
    lines.push(`--header ${shellWord(`${name}: ${variable === undefined ? value : markOf(variable)}`)}`);
  }
  if (body !== null) lines.push(`--data-raw ${shellWord(isForm ? withoutSignature(body) : body)}`);
  return lines;
}

/** The parts of an upload; a file is named by a variable. */
function formParts(fields: readonly Field[], params: Params): string[] {
  return fields
    .filter((field) => field.in === 'form' && params[field.name] !== undefined)
    .map(({ name, type }) => {
      if (type === 'file') return `--form ${shellWord(`${name}=@${markOf(`${variableOf(name)}_FILE`)}`)}`;
      return `--form-string ${shellWord(`${name}=${String(params[name])}`)}`;
    });
}

const variablesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/"\$([A-Z0-9_]+)"/g)].map(([, name = '']) => name)),
];

/**
 * The command. Sends nothing.
 *
 * @param params as they passed the request schema of `entry`; files may be missing.
 */
export function curlOf(
  vendor: string,
  entry: CatalogueEntry,
  params: Params,
  { caller, credential }: PlaceholderCaller,
): string {
  const { operation } = entry;
  const files = operation.params.filter(({ type, required }) => type === 'file' && required);
  const given = { ...Object.fromEntries(files.map(({ name }) => [name, new Blob([])])), ...params };
  const shown = veiled(operation.params, given);
  const { unsigned, signed } = caller.sketch(operation.id, shown, credential);
  const hasForm = unsigned.form !== undefined;
  const lines = [...partsOf(signed, hasForm), ...(hasForm ? formParts(operation.params, shown) : [])];
  const command = lines.join(' \\\n  ');
  const explained = variablesIn(command).map((name) => {
    const isFile = name.endsWith('_FILE');
    return `#   ${name}: ${isFile ? 'the path of the file' : (EXPLANATIONS[name] ?? FALLBACK_EXPLANATION)}`;
  });
  const head = explained.length === 0 ? [] : ['# Set these variables first:', ...explained];
  return [`# ${vendor} ${operation.id} (${operation.title.en})`, ...head, command].join('\n');
}
