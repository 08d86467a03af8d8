/** By which plan the cloud of a camera records it today. */
import { useEffect, useState } from 'react';
import type { DevicePlanAnswer } from '../../../preload/contract/devices.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';

type Shown = { readonly plan: DevicePlanAnswer | null } | { readonly error: WireError } | 'reading';

export function DevicePlan({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const { shown, readAgain } = usePlan(channelId);
  return (
    <section className="devices-part" aria-label={t('devices.plan.title')}>
      <h3>{t('devices.plan.title')}</h3>
      {shown === 'reading' ? <SkeletonRows rows={1} label={t('devices.plan.reading')} /> : null}
      {shown !== 'reading' && 'error' in shown ? <ErrorText error={shown.error} onAction={readAgain} /> : null}
      {shown !== 'reading' && 'plan' in shown ? <Plan plan={shown.plan} /> : null}
    </section>
  );
}

function usePlan(channelId: ChannelId): { readonly shown: Shown; readonly readAgain: () => void } {
  const [shown, setShown] = useState<Shown>('reading');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void request['devices.plan']({ channelId }).then((answer) => {
      if (isCurrent) setShown(answer.ok ? answer.value : { error: answer.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [channelId, asked]);
  const readAgain = (): void => {
    setShown('reading');
    setAsked((count) => count + 1);
  };
  return { shown, readAgain };
}

function Plan({ plan }: { readonly plan: DevicePlanAnswer | null }) {
  const t = useText();
  if (plan === null) return <p className="t3">{t('devices.notPublished')}</p>;
  if (plan.tables.length === 0) return <p className="t2">{t('devices.plan.none')}</p>;
  return (
    <ul className="devices-lines">
      {plan.tables.map((table, i) => (
        <li key={i}>{planWords(t, table)}</li>
      ))}
    </ul>
  );
}

function planWords(
  t: Text,
  { kind, hoursPerWeek, keptDays, archivedAfterDays }: DevicePlanAnswer['tables'][number],
): string {
  const kept =
    keptDays === null
      ? t('devices.plan.keptUnknown')
      : keptDays === 0
        ? t('devices.plan.forever')
        : t('devices.plan.kept', { count: keptDays });
  const parts = [
    t(`devices.plan.kinds.${kind}`),
    t('devices.plan.hours', { count: Math.round(hoursPerWeek * 10) / 10 }),
    kept,
    ...(archivedAfterDays === null ? [] : [t('devices.plan.archived', { count: archivedAfterDays })]),
  ];
  return parts.join(t('shell.comma'));
}
