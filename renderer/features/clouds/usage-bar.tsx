import { useLocale, useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import {
  amountText,
  daysLeft,
  endShare,
  endTone,
  limitTone,
  shareOf,
  toneOf,
  type Figure,
  type UsageTone,
} from './usage.ts';

interface UsageBarProps {
  readonly figure: Figure;
  readonly nowMs: number;
  /** By the name of its package, project or instance, where several figures count the same. */
  readonly isNamed?: boolean;
  /** One line has to do: an end that is near takes the place of a use that is well below its limit. */
  readonly isBrief?: boolean;
}

const BAR: Readonly<Record<UsageTone, string>> = { normal: '', near: 'w', over: 'e' };
/** Beside the number, for those who do not see the colour. */
export const TONE_GLYPHS = { near: 'delayed', over: 'error' } as const;

/** One line: what is counted, how full it is, used and limit. */
export function UsageBar({ figure, nowMs, isNamed = false, isBrief = false }: UsageBarProps) {
  const t = useText();
  const locale = useLocale();
  const tone = toneOf(figure, nowMs);
  const kind = t(`clouds.facts.keys.${figure.key}`);
  const name = isNamed && figure.name !== null ? figure.name : kind;
  const amount = amountText(figure, locale, t('clouds.facts.minutes'));
  const endMs =
    isBrief && limitTone(figure) === 'normal' && endTone(figure, nowMs) !== 'normal' ? figure.expiresAtMs : null;
  const days = endMs === null ? 0 : daysLeft(endMs, nowMs);
  const left = days === 0 ? t('clouds.facts.endsToday') : t('clouds.facts.daysLeft', { count: days });
  const text = endMs === null ? amount : endMs <= nowMs ? t('clouds.facts.endedShort') : left;
  const share = endMs === null ? shareOf(figure) : endShare(endMs, nowMs);
  const title = [kind, figure.name, amount, endMs === null ? null : text].filter((part) => part !== null).join(', ');
  return (
    <span className={share === null ? 'qr plain' : 'qr'} title={title}>
      <span className="t2 el">{name}</span>
      {share === null ? null : (
        <span
          className="bar"
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, Math.round(share * 100))}
          aria-valuetext={text}
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
