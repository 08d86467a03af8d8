import { memo, type DragEvent, type MouseEvent, type PointerEvent } from 'react';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { useLocale, useText, type Text } from '../../../i18n/i18n.ts';
import { numberText } from '../../../i18n/numbers.ts';
import { useSilenceOf } from '../../../state/players/outages.ts';
import { usePlayerPhase } from '../../../state/players/players.ts';
import { useTilesOf } from './use-tiles-of.ts';
import { silenced } from '../../../state/cameras/channel-counts.ts';
import { countWords } from '../../../state/cameras/count-words.ts';
import { minuteText } from '../../../ui/format.ts';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { Marked, RowName } from './row-name.tsx';
import { rowState } from './row-state.ts';
import { accountOfGroup, type CameraRow, type GroupRow, type MissingRow, type TreeRow } from './tree-model.ts';

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
  /** Of a group in a narrowed list: how many rows below it match. Null in a list that nothing narrows. */
  readonly matches: number | null;
  /** The camera of the selected tile. */
  readonly isOnTile: boolean;
  readonly actions: RowActions;
}

/** One row of the tree, 24 px, placed by its index. */
export const TreeRowView = memo(function TreeRowView(props: RowProps<TreeRow>) {
  const { row, index, id, topPx, isActive, isSelected, isClosed, isDrop, isOnTile, matches, actions } = props;
  const kind = { group: 'grp', camera: 'cam', missing: 'lost' }[row.kind];
  const signs = [isSelected && 'sel', isActive && 'foc', isDrop && 'drop', isOnTile && 'cameras-now'].filter(Boolean);
  const level = matches === null ? row.level : narrowLevel(row);
  return (
    <div
      id={id}
      role="treeitem"
      className={['tr', kind, ...signs].join(' ')}
      style={{ transform: `translateY(${topPx}px)`, paddingLeft: indentPx(row.kind, level) }}
      aria-level={level}
      aria-selected={isSelected}
      aria-current={isOnTile || undefined}
      aria-expanded={row.kind === 'group' && row.hasRows ? !isClosed : undefined}
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
  return <CameraCells {...props} row={row} />;
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

/** In a narrowed list every group is a head of its own: one line names the groups above. */
const narrowLevel = (row: TreeRow): number => (row.kind === 'group' ? 1 : 2);

/** A camera's glyph stands under its group's name. */
function indentPx(kind: TreeRow['kind'], level: number): number {
  return kind === 'group' ? 8 + (level - 1) * 8 : 26 + (level - 2) * 8;
}

/** The client's own groups have words of its own language; all others are called as their makers call them. */
export function groupName(t: Text, { name, site, groupKind }: GroupRow): string {
  if (groupKind === 'streams') return t('cameras.streams');
  return name ?? t(site === 'root' ? 'cameras.sites.root' : 'cameras.ungrouped');
}

function GroupCells({ row, isClosed, terms, matches, actions }: RowProps<GroupRow>) {
  const t = useText();
  const name = groupName(t, row);
  const path = [name, ...row.trail].toReversed().join(' / ');
  const canFold = row.hasRows && matches === null;
  const onFold = (event: MouseEvent): void => {
    event.stopPropagation();
    actions.onFold(row.key);
  };
  return (
    <>
      <span className="tw" onClick={canFold ? onFold : undefined}>
        {canFold ? <Icon name={isClosed ? 'chev-r' : 'chev-d'} size={12} /> : null}
      </span>
      {/* Read out as one word: the two pieces of a name are only for the eye. */}
      <b
        className={matches === null ? 'nm nm-two' : 'nm nm-two cameras-found'}
        role="img"
        aria-label={name}
        title={row.groupKind === 'recorder' ? `${path}\n${t('cameras.recorder')}` : path}
      >
        <RowName name={name} terms={terms} />
      </b>
      {matches === null ? null : <Trail trail={row.trail} terms={terms} />}
      <GroupCounts row={row} matches={matches} />
    </>
  );
}

/** The groups above, the nearest first: the farthest has no room first. */
export function Trail({ trail, terms }: Pick<GroupRow, 'trail'> & Pick<RowProps<GroupRow>, 'terms'>) {
  return (
    <span className="cameras-trail">
      <Marked name={trail.join(' · ')} terms={terms} />
    </span>
  );
}

function GroupCounts({ row, matches }: Pick<RowProps<GroupRow>, 'row' | 'matches'>) {
  const t = useText();
  const locale = useLocale();
  const silence = useSilenceOf(accountOfGroup(row));
  const counted = silence === null ? row.counts : silenced(row.counts);
  const { total, offline, missing } = counted;
  const words = (): string =>
    [
      ...(matches === null ? [] : [t('cameras.groupMatches', { count: matches, total })]),
      ...countWords(t, counted),
    ].join('\n');
  // Made when the pointer comes: the words of all groups in sight take longer than the rows themselves.
  const onPointerEnter = ({ currentTarget }: PointerEvent<HTMLElement>): void => {
    currentTarget.title = words();
  };
  return (
    <span className="n" onPointerEnter={onPointerEnter}>
      {matches !== null || missing === 0 ? null : (
        <span className="cl">
          <StateGlyph name="unknown" size={10} title={t('cameras.missing.count', { count: missing })} />
          {numberText(missing, locale)}
        </span>
      )}
      {matches !== null || offline === 0 ? null : (
        <span className="cl">
          <StateGlyph name="offline" size={10} title={t('cameras.counted.offline', { count: offline })} />
          {numberText(offline, locale)}
        </span>
      )}
      {numberText(matches ?? total, locale)}
    </span>
  );
}

function CameraCells({ row, index, terms, actions }: RowProps<CameraRow>) {
  const t = useText();
  const { channel } = row;
  const silence = useSilenceOf(channel.accountId);
  const state = rowState(t, channel, usePlayerPhase(channel.id), silence);
  const tiles = useTilesOf(channel.id);
  const { missingSinceMs } = channel;
  const onMore = (event: MouseEvent): void => {
    event.stopPropagation();
    actions.onMenu(index, event);
  };
  const isDown = channel.reachable !== 'online' || channel.isFrozen || missingSinceMs !== undefined;
  return (
    <>
      <StateGlyph name={state.glyph} title={state.words} />
      <span className="no">
        <Marked name={String(channel.number)} terms={terms} />
      </span>
      {channel.capabilities.includes('ptz') ? (
        <span className="t3 cameras-can" title={t('cameras.ptz')}>
          <Icon name="ptz" size={12} />
        </span>
      ) : null}
      <span
        className={isDown ? 'nm nm-two t2' : 'nm nm-two'}
        role="img"
        aria-label={channel.name}
        title={titleOf(t, channel)}
      >
        <RowName name={channel.name} terms={terms} />
      </span>
      {missingSinceMs === undefined ? (
        <span className="src">
          <span>{row.sourceCode}</span>
        </span>
      ) : (
        <Unlisted sinceMs={missingSinceMs} />
      )}
      {tiles.length === 0 ? null : (
        <span className="slot" title={t('cameras.onTile', { tile: tiles.join(', ') })}>
          {tiles[0]}
        </span>
      )}
      {/* For the pointer; the keyboard has a key for the menu of the row. */}
      <span
        className="cameras-more"
        aria-hidden="true"
        title={t('cameras.menu.more')}
        onClick={onMore}
        onDoubleClick={(event) => event.stopPropagation()}
      />
    </>
  );
}

function titleOf(t: Text, { number, name, deviceName, missingSinceMs }: NumberedChannel): string {
  const lines = [`${number} ${name}`, deviceName];
  if (missingSinceMs === undefined) return lines.join('\n');
  return [...lines, t('cameras.missing.state', { time: minuteText(missingSinceMs) })].join('\n');
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
