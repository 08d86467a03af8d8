/**
 * Promises beside their tests. A test claims a promise by a comment directly above it, and one of its tests says the sentence:
 *
 *     // @promise playback.gap: A gap is shown as a gap.
 *     it('shows a gap as a gap, and leads from the gap to the footage after it', ...
 */
import ts from 'typescript';

export interface PromisedTest {
  readonly promise: string;
  /** The promise in plain words; empty where another test of the same promise says the words. */
  readonly sentence: string;
  readonly file: string;
  readonly test: string;
}

/** The claims of a file of tests. `lost`: promises that stand above no test. */
export interface Claims {
  readonly tests: readonly PromisedTest[];
  readonly lost: readonly string[];
}

const NAME = String.raw`[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*`;
const CLAIM = new RegExp(String.raw`^@promise (${NAME})(?:: (.+))?$`);

/** The promises that a document names, hidden from its readers (`<!-- @promise playback.gap -->`) or not. */
export const promisesNamedIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`@promise (${NAME})`, 'g'))].map(([, name = '']) => name);

/** The promises of the list, one on each line. Lines that begin with `#` are for readers. */
export const promisesListedIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Whether a call is `it(...)`, `it.skipIf(...)(...)` or `it.each(...)(...)`: the name at the begin of the chain. */
function isTest({ expression }: ts.CallExpression): boolean {
  let first: ts.Expression = expression;
  while (ts.isCallExpression(first) || ts.isPropertyAccessExpression(first)) first = first.expression;
  return ts.isIdentifier(first) && first.text === 'it';
}

/** The claims in the comments directly above a node: a line without `@promise` continues with the sentence before it. */
function claimsAbove(node: ts.Node, text: string): readonly string[] {
  const lines = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
    .map(({ pos, end }) => text.slice(pos + 2, end).trim());
  const begin = lines.findIndex((line) => line.startsWith('@promise'));
  if (begin === -1) return [];
  return lines
    .slice(begin)
    .join('\n')
    .split(/\n(?=@promise)/)
    .map((claim) => claim.replaceAll('\n', ' '));
}

/** The name of a test; where the file makes the name, the words that make it. */
function nameOf({ arguments: [name] }: ts.CallExpression, text: string): string {
  if (name === undefined) return '';
  return ts.isStringLiteralLike(name) ? name.text : text.slice(name.pos, name.end).trim();
}

/** Reads the promises that the tests of a file claim. @param file the name of the file, as the table shows it. */
export function claimsIn(file: string, text: string): Claims {
  if (!text.includes('@promise')) return { tests: [], lost: [] };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const tests: PromisedTest[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && isTest(node.expression)) {
      const test = nameOf(node.expression, text);
      for (const claim of claimsAbove(node, text)) {
        const [, promise = claim, sentence = ''] = CLAIM.exec(claim) ?? [];
        tests.push({ promise, sentence, file, test });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const claimed = new Set(tests.map(({ promise }) => promise));
  const written = [...text.matchAll(/\/\/ @promise ([\w.-]*)/g)].map(([, name = '']) => name);
  return { tests, lost: written.filter((name) => !claimed.has(name)) };
}

/**
 * Promises that documents and the list name, and those that test files claim. `named` and `claims` by the names of
 * their files.
 */
export interface Known {
  readonly listed: readonly string[];
  readonly named: Readonly<Record<string, readonly string[]>>;
  readonly claims: Readonly<Record<string, Claims>>;
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

/** Every fault of the promises, as one line each; none where all promises have a test and all claims are known. */
export function promiseFaults({ listed, named, claims }: Known): readonly string[] {
  const tests = Object.values(claims).flatMap((claim) => claim.tests);
  const claimed = new Set(tests.map(({ promise }) => promise));
  const said = tests.filter(({ sentence }) => sentence !== '').map(({ promise }) => promise);
  return [
    ...repeated(listed).map((name) => `${name} is listed twice`),
    ...repeated(said).map((name) => `${name} has two sentences`),
    ...listed.filter((name) => !claimed.has(name)).map((name) => `${name} has no test`),
    ...listed.filter((name) => claimed.has(name) && !said.includes(name)).map((name) => `${name} has no sentence`),
    ...Object.entries(named).flatMap(([file, names]) =>
      names.filter((name) => !listed.includes(name)).map((name) => `${file} names the unknown promise ${name}`),
    ),
    ...tests
      .filter(({ promise }) => !listed.includes(promise))
      .map(({ promise, file }) => `${file} claims the unknown promise ${promise}`),
    ...Object.entries(claims).flatMap(([file, { lost }]) => lost.map((name) => `${file} claims ${name} above no test`)),
  ];
}

/** The table of all promises in the order of the list: a line with the sentence, and a line for each of its tests. */
export function promiseTable({ listed, claims }: Known): string {
  const tests = Object.values(claims).flatMap((claim) => claim.tests);
  return listed
    .map((name) => {
      const own = tests.filter(({ promise }) => promise === name);
      const sentence = own.find((test) => test.sentence !== '')?.sentence ?? '';
      return [`${name}: ${sentence}`, ...own.map(({ file, test }) => `    ${file} "${test}"`)].join('\n');
    })
    .join('\n');
}
