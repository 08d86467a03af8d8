import { memo, type DragEvent, type MouseEvent } from 'react';
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { selectSilenceOf, useOutages } from '../../state/players/outages.ts';
import { usePlayerPhase } from '../../state/players/players.ts';
import { useTilesOf } from './use-tiles-of.ts';
import { silenced } from '../../state/cameras/channel-counts.ts';
import { countWords } from '../../state/cameras/count-words.ts';
import { minuteText } from '../../ui/format.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { rowState } from './row-state.ts';
import {
  accountOfGroup,
  highlight,
  type CameraRow,
  type GroupRow,
  type MissingRow,
  type TreeRow,
} from './tree-model.ts';

export interface RowActions {
  readonly onPick: (index: number, event: MouseEvent) => void;
  readonly onActivate: (index: number) => void;
  readonly onFold: (key: string) => void;
  readonly onDragStart: (index: number, event: DragEvent) => void;
  readonly onMenu: (index: number, event: MouseEvent) => void;
}

interface RowProps<R extends TreeRow> {
  readonly row: R;
  readonly index: number;
  readonly id: string;
  readonly topPx: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isClosed: boolean;
  /** A drag would land in it. */
  readonly isDrop: boolean;
  readonly terms: readonly string[];
  readonly actions: RowActions;
}

/** One row of the tree, 24 px, placed by its index. */
export const TreeRowView = memo(function TreeRowView(props: RowProps<TreeRow>) {
  const { row, index, id, topPx, isActive, isSelected, isClosed, isDrop, actions } = props;
  const kind = { group: 'grp', camera: 'cam', missing: 'lost' }[row.kind];
  return (
    <div
      id={id}
      role="treeitem"
      className={`tr ${kind}${isSelected ? ' sel' : ''}${isActive ? ' foc' : ''}${isDrop ? ' drop' : ''}`}
      style={{ transform: `translateY(${topPx}px)`, paddingLeft: indentPx(row) }}
      aria-level={row.level}
      aria-selected={isSelected}
      aria-expanded={row.kind === 'group' ? !isClosed : undefined}
      draggable
      onClick={(event) => actions.onPick(index, event)}
      onDoubleClick={() => actions.onActivate(index)}
      onDragStart={(event) => actions.onDragStart(index, event)}
      onContextMenu={(event) => actions.onMenu(index, event)}
    >
      <Cells {...props} />
    </div>
  );
});

function Cells(props: RowProps<TreeRow>) {
  const { row } = props;
  if (row.kind === 'group') return <GroupCells {...props} row={row} />;
  if (row.kind === 'missing') return <MissingCells row={row} />;
  return <CameraCells row={row} terms={props.terms} />;
}

function MissingCells({ row }: { readonly row: MissingRow }) {
  const t = useText();
  const { gone, waiting } = row;
  const words = [
    ...(gone.length === 0 ? [] : [t('cameras.sites.missing', { count: gone.length })]),
    ...(waiting === 0 ? [] : [t('cameras.sites.waiting', { count: waiting })]),
  ];
  const why = t(gone.length === 0 ? 'cameras.sites.waitingWhy' : 'cameras.sites.missingWhy');
  return (
    <>
      <StateGlyph name="none" title={why} />
      <span className="nm t3" title={`${words.join(', ')}\n${why}`}>
        {words.join(', ')}
      </span>
    </>
  );
}

/** A camera's glyph stands under its group's name. */
function indentPx(row: TreeRow): number {
  return row.kind === 'group' ? 8 + (row.level - 1) * 14 : 26 + (row.level - 2) * 14;
}

/** The client's own groups have words of its own language; all others are called as their makers call them. */
function groupName(t: Text, { name, site, groupKind }: GroupRow): string {
  if (groupKind === 'streams') return t('cameras.streams');
  return name ?? t(site === 'root' ? 'cameras.sites.root' : 'cameras.ungrouped');
}

function GroupCells({ row, isClosed, terms, actions }: RowProps<GroupRow>) {
  const t = useText();
  const silence = useOutages(selectSilenceOf(accountOfGroup(row)));
  const counted = silence === null ? row.counts : silenced(row.counts);
  const { total, offline, missing } = counted;
  const name = groupName(t, row);
  const counts = countWords(t, counted).join('\n');
  return (
    <>
      <span
        className="tw"
        onClick={(event) => {
          event.stopPropagation();
          actions.onFold(row.key);
        }}
      >
        <Icon name={isClosed ? 'chev-r' : 'chev-d'} size={12} />
      </span>
      <b className="nm" title={row.groupKind === 'recorder' ? `${name}\n${t('cameras.recorder')}` : name}>
        <Name name={name} terms={terms} />
      </b>
      <span className="n" title={counts}>
        {missing === 0 ? null : (
          <span className="cl">
            <StateGlyph name="unknown" size={10} title={t('cameras.missing.count', { count: missing })} />
            {missing}
          </span>
        )}
        {offline === 0 ? null : (
          <span className="cl">
            <StateGlyph name="offline" size={10} title={t('cameras.counted.offline', { count: offline })} />
            {offline}
          </span>
        )}
        {total}
      </span>
    </>
  );
}

function CameraCells({ row, terms }: { readonly row: CameraRow; readonly terms: readonly string[] }) {
  const t = useText();
  const { channel } = row;
  const silence = useOutages(selectSilenceOf(channel.accountId));
  const state = rowState(t, channel, usePlayerPhase(channel.id), silence);
  const tiles = useTilesOf(channel.id);
  const { missingSinceMs } = channel;
  const isDown = channel.reachable !== 'online' || channel.isFrozen || missingSinceMs !== undefined;
  return (
    <>
      <StateGlyph name={state.glyph} title={state.words} />
      <span className="no">
        <Name name={String(channel.number)} terms={terms} />
      </span>
      <span className={isDown ? 'nm t2' : 'nm'} title={titleOf(t, channel)}>
        <Name name={channel.name} terms={terms} />
      </span>
      <span className="rt">
        {missingSinceMs === undefined ? <UsualFacts row={row} /> : <Unlisted sinceMs={missingSinceMs} />}
        {tiles.length === 0 ? (
          missingSinceMs === undefined && <span className="slot no-slot" aria-hidden="true" />
        ) : (
          <span className="slot" title={t('cameras.onTile', { tile: tiles.join(', ') })}>
            {tiles[0]}
          </span>
        )}
      </span>
    </>
  );
}

function titleOf(t: Text, { number, name, deviceName, missingSinceMs }: NumberedChannel): string {
  const lines = [`${number} ${name}`, deviceName];
  if (missingSinceMs === undefined) return lines.join('\n');
  return [...lines, t('cameras.missing.state', { time: minuteText(missingSinceMs) })].join('\n');
}

function UsualFacts({ row }: { readonly row: CameraRow }) {
  const t = useText();
  return (
    <>
      {row.channel.capabilities.includes('ptz') ? (
        <span className="t3" title={t('cameras.ptz')}>
          <Icon name="ptz" size={14} />
        </span>
      ) : null}
      <span className="src lo">{row.sourceCode}</span>
    </>
  );
}

/** Words instead of the usual facts: a camera that the last answer does not list must not pass for an ordinary one. */
function Unlisted({ sinceMs }: { readonly sinceMs: number }) {
  const t = useText();
  return (
    <span className="t3 unlisted" title={t('cameras.missing.state', { time: minuteText(sinceMs) })}>
      {t('cameras.missing.short')} <span className="lo">{minuteText(sinceMs)}</span>
    </span>
  );
}

function Name({ name, terms }: { readonly name: string; readonly terms: readonly string[] }) {
  if (terms.length === 0) return name;
  return highlight(name, terms).map((part, i) => (part.isHit ? <mark key={i}>{part.text}</mark> : part.text));
}
