/** The abilities of the model of a camera with its firmware, as the cloud lists them. */
import { useEffect, useState } from 'react';
import type { Output } from '../../../../preload/contract/contract.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { VersionAbility } from '../../../../preload/domain/cameras/camera-settings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';

type Abilities = Output<'devices.abilities'>;

export function AbilitiesPart({ camera: { id } }: { readonly camera: NumberedChannel }) {
  const t = useText();
  const [shown, setShown] = useState<Abilities | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [asking, setAsking] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void request['devices.abilities']({ channelId: id }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setShown(answer.value);
      setError(answer.ok ? null : answer.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, asking]);
  if (error !== null) return <ErrorText error={error} onAction={() => setAsking(asking + 1)} />;
  if (shown === null) return <SkeletonRows rows={6} label={t('devices.settings.abilities.asking')} />;
  const { model, firmware, abilities } = shown;
  return (
    <div className="col g2 scr devices-settings">
      <p className="t2">{t('devices.settings.abilities.of', { model, firmware })}</p>
      {([true, false] as const).map((isSupported) => (
        <AbilityList
          key={String(isSupported)}
          title={t(isSupported ? 'devices.settings.abilities.can' : 'devices.settings.abilities.cannot')}
          abilities={abilities.filter((one) => one.isSupported === isSupported)}
        />
      ))}
    </div>
  );
}

interface AbilityListProps {
  readonly title: string;
  readonly abilities: readonly VersionAbility[];
}

function AbilityList({ title, abilities }: AbilityListProps) {
  const t = useText();
  return (
    <section className="devices-part" aria-label={title}>
      <h3>{title}</h3>
      {abilities.length === 0 ? <p className="t2">{t('devices.settings.abilities.none')}</p> : null}
      <ul className="devices-abilities selectable">
        {abilities.map(({ name, details }) => (
          <li key={name} className="mono">
            {[name, ...details.map((one) => `${one.name}: ${one.value}`)].join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
