import { useId, type DragEvent } from 'react';
import type { SpecialTile } from '../../../preload/domain/walls/wall.ts';
import type { Sequence } from '../../../preload/domain/sequences.ts';
import { useText } from '../../i18n/i18n.ts';
import { alarmTileReason } from '../../state/walls/alarms-read.ts';
import { CONTENT_TYPE } from '../../state/page/drag-types.ts';
import { editSequence, makeSequence, useSequences } from '../../state/sequences/sequences.ts';
import { useActionProps } from '../../state/actions/shortcuts.ts';
import { placeContents, selectWall, useWalls } from '../../state/walls/walls.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { walkButtons } from '../../ui/rows/walk-buttons.ts';

const drags = (content: SpecialTile) => (event: DragEvent) => {
  event.dataTransfer.setData(CONTENT_TYPE, JSON.stringify(content));
  event.dataTransfer.effectAllowed = 'copyMove';
};

export function SequenceList() {
  const t = useText();
  const sequences = useSequences((state) => state.sequences);
  const newCameras = useActionProps('wall.newSequence');
  const newWalls = useActionProps('wall.newTour');
  return (
    <>
      <div className="sq-new">
        <button type="button" className="btn sm" {...newCameras} onClick={() => makeSequence('cameras')}>
          <Icon name="plus" size={14} />
          {t('sequences.panel.newCameras')}
        </button>
        <button type="button" className="btn sm" {...newWalls} onClick={() => makeSequence('walls')}>
          <Icon name="plus" size={14} />
          {t('sequences.panel.newWalls')}
        </button>
      </div>
      {sequences.length === 0 ? (
        <div className="sq-none t2">
          <b>{t('sequences.panel.none')}</b>
          <p>{t('sequences.panel.noneText')}</p>
        </div>
      ) : (
        <div className="sq-list" role="group" aria-label={t('sequences.panel.list')} onKeyDown={walkButtons}>
          {sequences.map((sequence) => (
            <SequenceRow key={sequence.id} sequence={sequence} />
          ))}
        </div>
      )}
      <OtherTiles />
    </>
  );
}

function SequenceRow({ sequence }: { readonly sequence: Sequence }) {
  const t = useText();
  const { id, name, kind, steps } = sequence;
  const isEdited = useSequences((state) => state.editedId === id);
  const isRunning = useSequences((state) => state.runningId === id);
  return (
    <button
      type="button"
      className="sq-row"
      aria-pressed={isEdited}
      draggable={kind === 'cameras'}
      onDragStart={drags({ kind: 'sequence', sequenceId: id })}
      onClick={() => editSequence(isEdited ? null : id)}
    >
      <Icon name={kind === 'walls' ? 'grid9' : 'carousel'} size={14} />
      <span className="grow el">{name}</span>
      {isRunning ? <span className="tag">{t('sequences.panel.runs')}</span> : null}
      <span className="t3">
        {t(kind === 'walls' ? 'sequences.panel.walls' : 'sequences.panel.cameras', { count: steps.length })}
      </span>
    </button>
  );
}

/** The tiles that need no putting together. */
function OtherTiles() {
  const t = useText();
  const isLocked = useWalls((state) => selectWall(state)?.isLocked ?? true);
  const actions = { hotspot: useActionProps('wall.hotspot'), alarm: useActionProps('wall.alarmTile') };
  const locked = isLocked ? t('sequences.panel.placeLocked') : null;
  const notRead = alarmTileReason(t);
  const notReadId = useId();
  const kinds = [
    { kind: 'hotspot', icon: 'focusn', label: t('sequences.panel.hotspot'), reason: locked },
    { kind: 'alarm', icon: 'alarm', label: t('sequences.panel.alarm'), reason: notRead ?? locked },
  ] as const;
  const help = `${t('live.hotspot.waitingText')}\n${t('sequences.panel.placeHelp')}`;
  const titleOf = (label: string, reason: string | null): string => {
    if (reason === null) return help;
    return reason === notRead ? t('sequences.panel.alarmOff') : `${label}: ${reason}`;
  };
  return (
    <div className="sq-other" role="group" aria-label={t('sequences.panel.special')}>
      <span className="t2 grow">{t('sequences.panel.special')}</span>
      {kinds.map(({ kind, icon, label, reason }) => (
        <button
          key={kind}
          type="button"
          className="btn sm"
          title={titleOf(label, reason)}
          aria-disabled={reason !== null || undefined}
          aria-describedby={reason !== null && reason === notRead ? notReadId : undefined}
          draggable={reason === null}
          onDragStart={drags({ kind })}
          {...actions[kind]}
          onClick={() => placeContents([{ kind }])}
        >
          <Icon name={icon} size={14} />
          {label}
        </button>
      ))}
      {notRead === null ? null : (
        <p className="t2 sq-reason" id={notReadId}>
          {t('sequences.panel.alarmOff')}
        </p>
      )}
    </div>
  );
}
