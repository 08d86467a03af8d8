/** Looks for secrets in a text that may hold them encoded. Shares no code with the client's own search. */

/** How deep encodings may stand inside each other. */
const DEPTH = 4;
/** The characters of base64 that follow from a secret alone, for each place that the secret may have in a group. */
function base64Cores(secret: string): readonly string[] {
  const bits = Buffer.from(secret).length * 8;
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from(secret), Buffer.from('xxx')]).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor((shift * 8 + bits) / 6));
  });
}

const withoutPercents = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1'));

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/gi, (_, unit: string | undefined, letter: string | undefined) =>
    unit === undefined ? (SHORT[letter ?? ''] ?? letter ?? '') : String.fromCharCode(parseInt(unit, 16)),
  );

/** @returns the secrets that stand in the text, each by its place in the list and the words around it. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let layers = new Set([text]);
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    for (const layer of layers) {
      const standard = layer.replaceAll('-', '+').replaceAll('_', '/');
      secrets.forEach((secret, number) => {
        // A secret without its last letter counts as well.
        const plain = secret.slice(0, -1);
        for (const [haystack, form] of [
          [layer, plain],
          ...base64Cores(secret).map((core) => [standard, core] as const),
        ] as const) {
          const at = haystack.indexOf(form);
          if (at >= 0) found.add(`secret ${number} in ${JSON.stringify(layer.slice(Math.max(0, at - 60), at + 30))}`);
        }
      });
    }
    layers = new Set([...layers].flatMap((layer) => [withoutPercents(layer), withoutEscapes(layer)]));
  }
  return [...found].slice(0, 5);
}
