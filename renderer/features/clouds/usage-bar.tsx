import { useLocale, useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { amountText, daysLeft, endTone, limitTone, shareOf, toneOf, type Figure, type UsageTone } from './usage.ts';

interface UsageBarProps {
  readonly figure: Figure;
  readonly nowMs: number;
  /** The name of the package, project or instance where several figures count the same. */
  readonly isNamed?: boolean;
}

/** Colour, and for those who do not see it a glyph beside the number. */
const BAR: Readonly<Record<UsageTone, string>> = { normal: '', near: 'w', over: 'e' };
export const TONE_GLYPHS = { near: 'delayed', over: 'error' } as const;

/** One line: what is counted, how full it is, used and limit. An end that is near takes the place of plenty. */
export function UsageBar({ figure, nowMs, isNamed = false }: UsageBarProps) {
  const t = useText();
  const locale = useLocale();
  const tone = toneOf(figure, nowMs);
  const share = shareOf(figure);
  const kind = t(`clouds.facts.keys.${figure.key}`);
  const name = isNamed && figure.name !== null ? figure.name : kind;
  const isEnding = limitTone(figure) === 'normal' && endTone(figure, nowMs) !== 'normal' && figure.expiresAtMs !== null;
  const amount = amountText(figure, locale, t('clouds.facts.minutes'));
  const text = isEnding ? endWords(figure.expiresAtMs ?? 0) : amount;
  function endWords(atMs: number): string {
    return atMs <= nowMs ? t('clouds.facts.endedShort') : t('clouds.facts.daysLeft', { count: daysLeft(atMs, nowMs) });
  }
  return (
    <span
      className={`qr ${tone}`}
      title={t('clouds.facts.bar', { name: figure.name ?? kind, text: `${amount} ${text}` })}
    >
      <span className="t2 el">{name}</span>
      {share === null ? (
        <span />
      ) : (
        <span
          className="bar"
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, Math.round(share * 100))}
          aria-valuetext={amount}
        >
          <i className={BAR[tone]} style={{ width: `${Math.min(100, share * 100)}%` }} />
        </span>
      )}
      <span className="row g1">
        {tone === 'normal' ? null : <StateGlyph name={TONE_GLYPHS[tone]} size={10} />}
        {text}
      </span>
    </span>
  );
}
