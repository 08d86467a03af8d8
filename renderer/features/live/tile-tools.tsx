import { Fragment } from 'react';
import type { NumberedChannel } from '../../../preload/domain/model.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { IconName } from '../../ui/icons/names.ts';

interface TileToolsProps {
  readonly tile: number;
  readonly channel: NumberedChannel | undefined;
  readonly isMaximised: boolean;
  readonly isStatisticsShown: boolean;
  readonly onStatistics: () => void;
  readonly onMaximise: () => void;
  readonly onRemove: () => void;
}

interface Tool {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  /** Second-rank tools leave small tiles. */
  readonly isMinor?: boolean;
  readonly reason?: string;
  readonly isPressed?: boolean;
  readonly run?: () => void;
}

/** In the order of the trade: look and keep | drive and listen | know and arrange. */
function toolsOf(t: Text, props: TileToolsProps): readonly (readonly Tool[])[] {
  const notYet = t('live.tools.notYet');
  const can = props.channel?.capabilities ?? [];
  return [
    [
      { key: 'snapshot', icon: 'snap', label: t('live.tools.snapshot'), reason: notYet },
      { key: 'back', icon: 'back30', label: t('live.tools.back'), reason: notYet, isMinor: true },
      { key: 'record', icon: 'rec', label: t('live.tools.record'), reason: notYet, isMinor: true },
    ],
    [
      {
        key: 'ptz',
        icon: 'ptz',
        label: t('live.tools.ptz'),
        reason: can.includes('ptz') ? notYet : t('live.tools.noPtz'),
      },
      { key: 'zoom', icon: 'zoom', label: t('live.tools.zoom'), reason: notYet, isMinor: true },
      { key: 'sound', icon: 'mute', label: t('live.tools.sound'), reason: notYet },
      {
        key: 'talk',
        icon: 'mic',
        label: t('live.tools.talk'),
        reason: can.includes('talk') ? notYet : t('live.tools.noTalk'),
        isMinor: true,
      },
    ],
    [
      {
        key: 'statistics',
        icon: 'info',
        label: t('live.tools.statistics'),
        isPressed: props.isStatisticsShown,
        run: props.onStatistics,
        isMinor: true,
      },
      { key: 'protect', icon: 'shield', label: t('live.tools.protect'), reason: notYet, isMinor: true },
      {
        key: 'maximise',
        icon: 'max',
        label: t(props.isMaximised ? 'live.tools.restore' : 'live.tools.maximise'),
        run: props.onMaximise,
      },
      { key: 'remove', icon: 'x', label: t('live.tools.remove'), run: props.onRemove },
    ],
  ];
}

/** The tile's toolbar. What cannot be used yet stays, with its reason. */
export function TileTools(props: TileToolsProps) {
  const t = useText();
  return (
    <div
      className="lv-tools"
      role="toolbar"
      aria-label={t('live.tools.label', { tile: props.tile + 1 })}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {toolsOf(t, props).map((group, i) => (
        <Fragment key={group[0]?.key ?? i}>
          {i === 0 ? null : <i className="vr" />}
          {group.map(({ key, icon, label, reason, isMinor, isPressed, run }) => (
            <IconButton
              key={key}
              icon={icon}
              label={label}
              disabledReason={reason}
              className={isMinor ? 'lv-minor' : ''}
              aria-pressed={isPressed}
              onClick={run}
            />
          ))}
        </Fragment>
      ))}
    </div>
  );
}
