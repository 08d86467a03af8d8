import { useState } from 'react';
import type { AccountFactsView } from '../../../../preload/contract/cloud-facts.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { byKey, byUrgency, daysLeft, endTone, limitTone, toneOf, type Figure } from './usage.ts';
import { TONE_GLYPHS, UsageBar } from './usage-bar.tsx';

/** Of one kind, such as the cameras of every project, no more are shown at first. */
const SHOWN_AT_FIRST = 6;

// Swedish writes dates as ISO does.
const isoDate = new Intl.DateTimeFormat('sv-SE');

interface FactsFiguresProps {
  readonly facts: AccountFactsView;
  readonly onAgain: () => void;
  readonly onEdit: () => void;
}

/** The parts that were read; a part that could not be read is named with its reason beside the rest. */
export function FactsFigures({ facts, onAgain, onEdit }: FactsFiguresProps) {
  const t = useText();
  const { figures, notes, errors } = facts;
  return (
    <>
      {errors.length === 0 ? null : (
        <section className="fsec" aria-label={t('clouds.facts.failedTitle', { count: errors.length })}>
          <h3>{t('clouds.facts.failedTitle', { count: errors.length })}</h3>
          <p className="t3">{t('clouds.facts.keepsRest')}</p>
          {errors.map(({ part, error }) => (
            <div key={part} className="adv">
              <p className="t2">{t(`clouds.facts.parts.${part}`)}</p>
              <ErrorText error={error} onAction={error.action === 'edit-account' ? onEdit : onAgain} />
            </div>
          ))}
        </section>
      )}
      <Subscription facts={facts} />
      {figures.length === 0 ? (
        errors.length === 0 ? (
          <p className="t2 fsec">{t('clouds.facts.nothing')}</p>
        ) : null
      ) : (
        <section className="fsec" aria-label={t('clouds.facts.usage')}>
          <h3>{t('clouds.facts.usage')}</h3>
          {byKey(figures).map(([key, own]) => (
            <FigureGroup key={key} figures={own} />
          ))}
        </section>
      )}
      {notes.length === 0 ? null : (
        <section className="fsec t3">
          <h3>{t('clouds.facts.noteTitle')}</h3>
          {notes.map((note) => (
            <p key={note}>{t(`clouds.facts.notes.${note}`)}</p>
          ))}
        </section>
      )}
    </>
  );
}

function Subscription({ facts }: { readonly facts: AccountFactsView }) {
  const t = useText();
  const { subscription, clockSkewMs } = facts;
  if (subscription === null && clockSkewMs === null) return null;
  const isActive = subscription?.state === 'active';
  return (
    <section className="fsec pairs">
      {subscription === null ? null : (
        <>
          <span className="t2">{t('clouds.facts.subscription')}</span>
          <span className="row g1">
            <StateGlyph name={isActive ? 'live' : 'error'} size={10} />
            <span>
              {!isActive
                ? t('clouds.facts.notSubscribed')
                : subscription.sinceMs === null
                  ? t('clouds.facts.subscribed')
                  : t('clouds.facts.subscribedSince', { day: dateText(subscription.sinceMs) })}
            </span>
          </span>
        </>
      )}
      {clockSkewMs === null ? null : (
        <>
          <span className="t2">{t('clouds.facts.clock')}</span>
          <span>{skewWords(t, clockSkewMs)}</span>
        </>
      )}
    </section>
  );
}

function skewWords(t: Text, skewMs: number): string {
  const value = (Math.abs(skewMs) / 1000).toFixed(1);
  // Clouds report the time in whole seconds; a smaller difference is not known.
  if (Math.abs(skewMs) < 1000) return t('clouds.testPanel.facts.skewNone');
  return t(skewMs > 0 ? 'clouds.testPanel.facts.skewAhead' : 'clouds.testPanel.facts.skewBehind', { value });
}

function FigureGroup({ figures }: { readonly figures: readonly Figure[] }) {
  const t = useText();
  const nowMs = useMinuteMs();
  const [isWhole, setIsWhole] = useState(false);
  const [first] = figures;
  if (first === undefined) return null;
  const isNamed = figures.some(({ name }) => name !== null);
  const isOpen = figures.every(({ limit }) => limit === null);
  const sorted = byUrgency(figures, nowMs);
  const shown = isWhole ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  const left = sorted.length - shown.length;
  return (
    <div className="fgroup">
      {isNamed ? (
        <h4 className="t2">
          {t(`clouds.facts.keys.${first.key}`)}
          {isOpen ? <span className="t3">{t('shell.comma') + t('clouds.facts.usedOnly')}</span> : null}
        </h4>
      ) : null}
      {shown.map((figure, i) => (
        <div key={i} className="figure">
          <UsageBar figure={figure} nowMs={nowMs} isNamed={isNamed} />
          <FigureNote figure={figure} nowMs={nowMs} isLimitNamed={isNamed && isOpen} />
        </div>
      ))}
      {left === 0 ? null : (
        <button type="button" className="lnk" onClick={() => setIsWhole(true)}>
          {t('clouds.facts.more', { count: left })}
        </button>
      )}
    </div>
  );
}

interface FigureNoteProps {
  readonly figure: Figure;
  readonly nowMs: number;
  /** That there is no limit stands above all of the kind already. */
  readonly isLimitNamed: boolean;
}

/** The line below a bar: the state of the quota, how it is paid, when it ends, which part the cloud does not publish. */
function FigureNote({ figure, nowMs, isLimitNamed }: FigureNoteProps) {
  const t = useText();
  const tone = toneOf(figure, nowMs);
  const limit = limitTone(figure);
  const parts = [
    limit === 'normal' ? null : t(`clouds.facts.limits.${limit}`),
    figure.state === null || figure.state === 'normal' ? null : t(`clouds.facts.states.${figure.state}`),
    figure.billing === null ? null : t(`clouds.facts.billing.${figure.billing}`),
    figure.expiresAtMs === null ? null : endWords(t, figure.expiresAtMs, nowMs, dateText(figure.expiresAtMs)),
    figure.limit === null && !isLimitNamed ? t('clouds.facts.usedOnly') : null,
    figure.used === null ? t('clouds.facts.limitOnly') : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <p className={tone === 'normal' ? 't3 row g1' : 'row g1'}>
      {tone === 'normal' ? null : <StateGlyph name={TONE_GLYPHS[tone]} size={10} />}
      <span>{parts.join(t('shell.comma'))}</span>
    </p>
  );
}

function endWords(t: Text, atMs: number, nowMs: number, day: string): string {
  if (atMs <= nowMs) return t('clouds.facts.ended', { day });
  if (endTone({ expiresAtMs: atMs }, nowMs) === 'normal') return t('clouds.facts.ends', { day });
  return t('clouds.facts.endsIn', { day, count: daysLeft(atMs, nowMs) });
}

/** `2030-01-01` in both languages: the order of the parts cannot be mistaken. */
const dateText = (atMs: number): string => isoDate.format(atMs);
