/** By which plan the cloud of a camera records it today. */
import { useEffect, useState } from 'react';
import type { ToldPlan } from '../../../preload/contract/devices.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';

type Told = { readonly plan: ToldPlan | null } | { readonly error: WireError } | 'reading';

export function DevicePlan({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const { told, readAgain } = usePlan(channelId);
  return (
    <section className="devices-part" aria-label={t('devices.plan.title')}>
      <h3>{t('devices.plan.title')}</h3>
      {told === 'reading' ? <SkeletonRows rows={1} label={t('devices.plan.reading')} /> : null}
      {told !== 'reading' && 'error' in told ? <ErrorText error={told.error} onAction={readAgain} /> : null}
      {told !== 'reading' && 'plan' in told ? <Plan plan={told.plan} /> : null}
    </section>
  );
}

function usePlan(channelId: ChannelId): { readonly told: Told; readonly readAgain: () => void } {
  const [told, setTold] = useState<Told>('reading');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void request['devices.plan']({ channelId }).then((answer) => {
      if (isCurrent) setTold(answer.ok ? answer.value : { error: answer.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [channelId, asked]);
  const readAgain = (): void => {
    setTold('reading');
    setAsked((count) => count + 1);
  };
  return { told, readAgain };
}

function Plan({ plan }: { readonly plan: ToldPlan | null }) {
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

function planWords(t: Text, { kind, hoursPerWeek, keptDays, archivedAfterDays }: ToldPlan['tables'][number]): string {
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
