export interface NamePart {
  readonly text: string;
  readonly isHit: boolean;
}

/** A name cut where the terms occur, for the highlight. */
export function highlight(name: string, terms: readonly string[]): readonly NamePart[] {
  const lower = name.toLowerCase();
  // A few letters change their length in lower case; the cut would then fall wrongly, so such a name stays plain.
  if (lower.length !== name.length || terms.length === 0) return [{ text: name, isHit: false }];
  const isHit = new Array<boolean>(name.length).fill(false);
  for (const term of terms) {
    const at = lower.indexOf(term);
    if (at >= 0) isHit.fill(true, at, at + term.length);
  }
  const parts: { text: string; isHit: boolean }[] = [];
  for (let i = 0; i < name.length; i += 1) {
    const last = parts.at(-1);
    const hit = isHit[i] ?? false;
    if (last !== undefined && last.isHit === hit) last.text += name[i] ?? '';
    else parts.push({ text: name[i] ?? '', isHit: hit });
  }
  return parts;
}
