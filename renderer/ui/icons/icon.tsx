/**
 * Icons, state shapes and severity shapes from one sprite, which the build puts into index.html: the page may not turn text
 * into markup. Every state has shape, colour and words.
 */
import type { IconName, SeverityName, StateName } from './names.ts';

/** A decorative icon; the control around it carries the name. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="ic" width={size} height={size} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

interface GlyphProps<N extends string> {
  readonly name: N;
  readonly size?: number;
  /** The state in words, for the tooltip and for screen readers. Left out only where the words stand beside it. */
  readonly title?: string;
}

function Glyph({ kind, prefix, name, size, title = '' }: GlyphProps<string> & { kind: string; prefix: string }) {
  const naming = title === '' ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': title };
  return (
    <svg className={`${kind} ${kind}-${name}`} width={size} height={size} {...naming}>
      {title === '' ? null : <title>{title}</title>}
      <use href={`#${prefix}-${name}`} />
    </svg>
  );
}

export function StateGlyph({ name, size = 12, ...rest }: GlyphProps<StateName>) {
  return <Glyph kind="st" prefix="s" name={name} size={size} {...rest} />;
}

export function SeverityGlyph({ name, size = 14, ...rest }: GlyphProps<SeverityName>) {
  return <Glyph kind="sv" prefix="v" name={name} size={size} {...rest} />;
}
