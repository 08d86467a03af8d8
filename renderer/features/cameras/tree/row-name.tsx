import { endOf } from '../../../ui/rows/name-ends.ts';
import { highlight, type NamePart } from '../../../ui/rows/highlight.ts';

interface NameProps {
  readonly name: string;
  /** Words of the search, which are marked in the name. */
  readonly terms: readonly string[];
}

/** A name in two pieces for an element `nm-two`: the first is shortened where the row has no room, the second stays whole. */
export function RowName({ name, terms }: NameProps) {
  const parts = highlight(name, terms);
  const cut = endOf(name);
  return (
    <>
      {cut === 0 ? null : (
        <span className="nm-a">
          <Parts parts={between(parts, 0, cut)} />
        </span>
      )}
      <span className="nm-z">
        <Parts parts={between(parts, cut, name.length)} />
      </span>
    </>
  );
}

/** The words with what the search looks for marked. */
export function Marked({ name, terms }: NameProps) {
  return <Parts parts={highlight(name, terms)} />;
}

function Parts({ parts }: { readonly parts: readonly NamePart[] }) {
  return parts.map(({ text, isHit }, i) => (isHit ? <mark key={i}>{text}</mark> : text));
}

/** The parts from one index of the whole text to another. */
function between(parts: readonly NamePart[], from: number, to: number): readonly NamePart[] {
  let at = 0;
  return parts.flatMap(({ text, isHit }) => {
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, text.length)];
    at += text.length;
    return end > start ? [{ text: text.slice(start, end), isHit }] : [];
  });
}
