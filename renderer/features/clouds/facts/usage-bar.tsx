import { useLocale, useText, type Text } from '../../../i18n/i18n.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
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
  const amount = amountText(figure, useLocale(), t('clouds.facts.minutes'));
  const kind = t(`clouds.facts.keys.${figure.key}`);
  const brief = isBrief ? briefOf(t, figure, nowMs) : null;
  const name = (isNamed || brief?.isNamed === true ? figure.name : null) ?? kind;
  const text = brief?.text ?? amount;
  const share = brief === null ? shareOf(figure) : brief.share;
  const tone = toneOf(figure, nowMs);
  const title = [kind, figure.name, amount, brief?.text]
    .filter((part) => typeof part === 'string')
    .join(t('shell.comma'));
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

interface Brief {
  readonly text: string;
  readonly share: number | null;
  /** It is about this package, project or instance, not about all that count the same. */
  readonly isNamed: boolean;
}

/** Facts that matter more than the use of a limit that is not near: that the cloud stopped it, or when it ends. */
function briefOf(t: Text, figure: Figure, nowMs: number): Brief | null {
  const { state, expiresAtMs } = figure;
  if (limitTone(figure) !== 'normal') return null;
  if (state !== null && state !== 'normal') {
    return { text: t(`clouds.facts.states.${state}`), share: null, isNamed: true };
  }
  if (expiresAtMs === null || endTone(figure, nowMs) === 'normal') return null;
  const days = daysLeft(expiresAtMs, nowMs);
  const left = days === 0 ? t('clouds.facts.endsToday') : t('clouds.facts.daysLeft', { count: days });
  const text = expiresAtMs <= nowMs ? t('clouds.facts.endedShort') : left;
  return { text, share: endShare(expiresAtMs, nowMs), isNamed: false };
}
