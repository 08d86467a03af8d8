/**
 * Ids are opaque: only the file that makes an id takes the id apart. The rule reports each method of strings that looks
 * into a branded text (`string & { ... }`), and each search for the separator that only ids have.
 */
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LOOKS_INSIDE = new Set([
  ...['at', 'charAt', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'match', 'matchAll', 'replace', 'replaceAll'],
  ...['search', 'slice', 'split', 'startsWith', 'substring'],
]);
const SEARCHES = new Set(['endsWith', 'includes', 'indexOf', 'lastIndexOf', 'split', 'startsWith']);
const OF_A_PATTERN = new Set(['exec', 'test']);
/** Stands in no other text of main, the preload and the page: groups and keys of special tiles have it. */
const SEPARATOR = '~';

const isBranded = (type) =>
  type.isUnion()
    ? type.types.some(isBranded)
    : type.isIntersection() && type.types.some((one) => (one.flags & ts.TypeFlags.String) !== 0);

/** The text that is searched for, where it stands in the code: `'~'`, or what stands around a value in a template. */
function wordsOf(argument) {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return [argument.value];
  return argument?.type === 'TemplateLiteral' ? argument.quasis.map(({ value }) => value.cooked) : [];
}

const idsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { apart: 'Ids are taken apart in preload/domain/ids.ts only: use or add a function there.' },
  },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    return {
      'CallExpression[callee.type="MemberExpression"]'(node) {
        const { object, property } = node.callee;
        const [argument] = node.arguments;
        const looked = LOOKS_INSIDE.has(property.name)
          ? object
          : OF_A_PATTERN.has(property.name)
            ? argument
            : undefined;
        const isSearch = SEARCHES.has(property.name) && wordsOf(argument).some((word) => word === SEPARATOR);
        if (isSearch || (looked !== undefined && isBranded(getTypeAtLocation(looked))))
          context.report({ node, messageId: 'apart' });
      },
    };
  },
};

/** Needs types. The other files of the list make keys of their own out of ids. */
export const idsConfig = {
  files: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}'],
  ignores: ['preload/domain/ids.ts', '**/slot-key.ts', '**/sequences-shown.ts', '**/*.config.ts'],
  plugins: { house: { rules: { 'opaque-ids': idsRule } } },
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: true,
      tsconfigRootDir: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'),
    },
  },
  rules: { 'house/opaque-ids': 'error' },
};
