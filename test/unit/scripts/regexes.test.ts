/**
 * No pattern of main, preload and page takes more than linear time: each is run against long texts that are made from its own
 * parts. A linear pattern takes milliseconds for them, a quadratic one minutes, so that the load of the machine is
 * no matter.
 */
import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import { ESLint } from 'eslint';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
/** Characters that the texts are made of: each class of characters is tried with those of them that it takes. */
const LETTERS = [...'aAfFzZ09 \t\n\r-_.,:;/\\="\'`<>{}[]()+*?#%&@!$~^|', '\u0001', 'ä', '中', '\u2028'];
const MAX_LETTERS = 3;
const LENGTH = 200_000;
/** Without an answer for this long a pattern counts as too slow. */
const PATIENCE_MS = 15_000;
/** The same for patterns that take minutes: they must be found, and may be found early. */
const SHORT_MS = 2_000;

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** A text is `before`, then `part` again and again, then `after`. */
interface Attack {
  readonly before: string;
  readonly part: string;
  readonly after: string;
}

function patternsIn(file: string): readonly Pattern[] {
  const found: Pattern[] = [];
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${file}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The patterns that the contracts of the clouds give for parameters. */
function patternsOfContract(file: string): readonly Pattern[] {
  const found: Pattern[] = [];
  JSON.parse(readFileSync(path.join(root, file), 'utf8'), (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string') found.push({ place: file, source: value, flags: 'u' });
    return value;
  });
  return found;
}

/** Short texts that a part of a pattern takes; several where the part is a class of characters. */
function samples(node: AST.Node, flags: string): readonly string[] {
  switch (node.type) {
    case 'Character':
      return [String.fromCodePoint(node.value)];
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const takes = new RegExp(`^${node.raw}$`, flags.replace(/[gy]/g, ''));
      return LETTERS.filter((letter) => takes.test(letter)).slice(0, MAX_LETTERS);
    }
    case 'Quantifier': {
      const inner = samples(node.element, flags);
      return node.min === 0 ? ['', ...inner.slice(0, 1)] : inner.map((text) => text.repeat(node.min));
    }
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.flatMap((one) => samples(one, flags)).slice(0, MAX_LETTERS);
    case 'Alternative':
      return [node.elements.map((element) => samples(element, flags)[0] ?? '').join('')];
    default:
      return [''];
  }
}

/** For each part that may repeat: all before it once, the part many times, and an end that does not fit. */
function attacksOn({ source, flags }: Pattern): readonly Attack[] {
  const mode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, mode);
  const whole = pattern.alternatives.flatMap((one) => samples(one, flags)).filter((text) => text !== '');
  const attacks: Attack[] = whole.map((part) => ({ before: '', part, after: '\u0001' }));
  const visit = (node: AST.Node, before: string): void => {
    if (node.type === 'Quantifier') {
      const parts = new Set([
        ...samples(node.element, flags),
        ...LETTERS.filter((letter) => source.includes(letter)).slice(0, 8),
      ]);
      for (const part of parts) {
        if (part === '') continue;
        attacks.push(
          { before, part, after: '' },
          { before, part, after: '\u0001' },
          { before, part, after: '\n\u0001' },
        );
      }
      visit(node.element, before);
    } else if (node.type === 'Alternative') {
      let sofar = before;
      for (const element of node.elements) {
        visit(element, sofar);
        sofar += samples(element, flags)[0] ?? '';
      }
    } else if ('alternatives' in node) {
      for (const one of node.alternatives) visit(one, before);
    }
  };
  visit(pattern, '');
  return attacks;
}

const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
for (const [index, { source, flags, attacks }] of workerData.entries()) {
  for (const { before, part, after } of attacks) {
    const text = before + part.repeat(Math.ceil(${LENGTH} / part.length)) + after;
    text.replace(new RegExp(source, flags), '');
    parentPort.postMessage(index);
  }
}
parentPort.postMessage(null);
`;

/** Runs the patterns against their texts. @returns the first that is too slow, or null. */
async function slowOneOf(patterns: readonly Pattern[], patienceMs = PATIENCE_MS): Promise<string | null> {
  const workerData = patterns.map((one) => ({ ...one, attacks: attacksOn(one) }));
  const worker = new Worker(WORKER, { eval: true, workerData });
  let at = 0;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string | null>((resolve, reject) => {
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(`${patterns[at]?.place} /${patterns[at]?.source}/`), patienceMs);
      };
      worker.on('error', reject);
      worker.on('message', (index: number | null) => {
        if (index === null) return resolve(null);
        at = index;
        wait();
      });
      wait();
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

describe('the patterns of main, preload and page', () => {
  const files = globSync(['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}'], { cwd: root }).filter(
    (file) => !file.endsWith('.gen.ts'),
  );
  const patterns = files.flatMap(patternsIn);

  it('the patterns of main, preload and page are found, those of playlists, of the door of the gateway and of screens among them', () => {
    expect(patterns.length).toBeGreaterThan(100);
    const read = ['main/media/formats/hls/hls-playlist.ts', 'main/media/worker/gateway-server.ts'];
    for (const file of [...read, 'renderer/features/']) {
      expect(patterns.some(({ place }) => place.startsWith(file))).toBe(true);
    }
  });

  // @promise security.patterns: No pattern of main, preload or page takes more than linear time for a text from
  // outside.
  it('the patterns of main, preload and page take no more than linear time', async () => {
    expect(await slowOneOf(patterns)).toBeNull();
  });

  // @promise security.patterns
  it('the patterns of main, preload and page take no more than linear time where a contract gives them', async () => {
    const contracts = globSync('main/vendors/*/contract.json', { cwd: root }).flatMap(patternsOfContract);
    expect(contracts.length).toBeGreaterThan(20);
    expect(await slowOneOf(contracts)).toBeNull();
  });

  // @promise security.patterns
  it.each([
    ['the attributes of a playlist as they once were', '([A-Z0-9-]+)=("[^"]*"|[^,]*)', 'g'],
    ['slashes at the end', '\\/+$', ''],
    ['two parts that take the same', '^(a+)+$', ''],
    ['a middle that takes what its neighbour takes', '^x.*-[\\w-]{8,}\\.[a-z]+$', ''],
  ])('a slow pattern would be found: %s', async (_, source, flags) => {
    expect(await slowOneOf([{ place: 'here', source, flags }], SHORT_MS)).toContain('here');
  });
});

describe('the linter', () => {
  async function messagesFor(code: string): Promise<readonly string[]> {
    const { regexConfig } = (await import('../../../scripts/eslint.config.js')) as { regexConfig: object };
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [regexConfig] });
    const [result] = await eslint.lintText(code, { filePath: path.join(root, 'main/media/bad.ts') });
    return result?.messages.map(({ ruleId }) => ruleId ?? '') ?? [];
  }

  it.each([
    ['export const bad = /([A-Z0-9-]+)=("[^"]*"|[^,]*)/g;\n', 'regexp/no-super-linear-move'],
    ['export const bad = /^(a+)+$/;\n', 'regexp/no-super-linear-backtracking'],
  ])('the linter refuses %j', async (code, rule) => {
    expect(await messagesFor(code)).toContain(rule);
  });

  it('the linter accepts a linear pattern', async () => {
    expect(await messagesFor('export const good = /^[A-Z]{1,9}=(\\d+)$/;\n')).toEqual([]);
  });
});
