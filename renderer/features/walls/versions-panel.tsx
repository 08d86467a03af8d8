import { useEffect, type KeyboardEvent } from 'react';
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { compareWalls, isSameArrangement, type WallContent } from '../../../preload/domain/walls/wall-compare.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { closeWallSide } from '../../state/page/wall-panel.ts';
import { rollBack } from '../../state/walls/wall-library.ts';
import { chooseVersion, followVersions, forgetVersions, loadVersions, useWallVersions } from './model/wall-versions.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { clockText, dayText } from '../../ui/format.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { changeWords, differenceLines } from './version-words.ts';
import { WallPicture } from './wall-picture.tsx';

/** Earlier versions of a wall: a list by time, and for the chosen version the effect of a roll-back. */
export function VersionsPanel({ wallId }: { readonly wallId: WallId }) {
  const t = useText();
  const wall = useWalls((state) => state.walls.find(({ id }) => id === wallId));
  const { versions, isRead, error } = useWallVersions();
  useEffect(() => followVersions(wallId), [wallId]);
  useEffect(() => () => forgetVersions(), []);
  if (!wall) return null;
  const title = t('walls.versions.title', { name: wall.name });
  return (
    <SidePane
      title={title}
      isNamed
      closeLabel={t('walls.versions.close')}
      footer={<RollBack wall={wall} />}
      onClose={closeWallSide}
    >
      {/* Two boxes that never change their size: no row moves away from the pointer when a version is chosen. */}
      <div className="wl-versions">
        <div className="wl-part">
          {error === null ? null : (
            <div className="wl-sec">
              <ErrorText error={error} onAction={() => void loadVersions(wallId)} />
            </div>
          )}
          {!isRead ? <SkeletonRows rows={6} label={t('walls.versions.reading')} /> : null}
          {isRead && error === null && versions.length === 0 ? (
            <p className="wl-sec t2">{t('walls.versions.none')}</p>
          ) : null}
          {versions.length === 0 ? null : <VersionList />}
        </div>
        {versions.length === 0 ? null : <Comparison wall={wall} />}
      </div>
    </SidePane>
  );
}

function VersionList() {
  const t = useText();
  const locale = useLocale();
  const { versions, chosen } = useWallVersions();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
    next?.focus();
    next?.click();
  };
  return (
    <div role="radiogroup" aria-label={t('walls.versions.list')} onKeyDown={onKeyDown}>
      {versions.map((version, i) => {
        const before = versions[i - 1];
        const day = dayText(version.atMs, locale);
        const isChosen = chosen?.id === version.id;
        const words = changeWords(t, version);
        return (
          <div key={version.id}>
            {before !== undefined && dayText(before.atMs, locale) === day ? null : <p className="wl-day">{day}</p>}
            <button
              type="button"
              role="radio"
              className="wl-version"
              aria-checked={isChosen}
              tabIndex={isChosen || (chosen === null && i === 0) ? 0 : -1}
              onClick={() => void chooseVersion(version.id)}
            >
              <span className="b">{clockText(version.atMs)}</span>
              <span className="el" title={words}>
                {t(`walls.versions.kinds.${version.kind}`)}
                {version.isCurrent ? <span className="t3"> {t('walls.versions.now')}</span> : null}
              </span>
              <span />
              <span className="t2">{words}</span>
            </button>
          </div>
        );
      })}
      <p className="wl-day">{t('walls.versions.kept')}</p>
    </div>
  );
}

/** The effect of a roll-back to the chosen version. The box exists before a version is chosen. */
function Comparison({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const { chosen, versions } = useWallVersions();
  const version = versions.find(({ id }) => id === chosen?.id);
  return (
    <section
      className="wl-part wl-compare"
      role="region"
      tabIndex={0}
      aria-live="polite"
      aria-label={t('walls.versions.comparison')}
    >
      {chosen === null || version === undefined ? (
        <p className="wl-sec t2">{t('walls.versions.choose')}</p>
      ) : (
        <Difference wall={wall} content={chosen.content} atMs={version.atMs} />
      )}
    </section>
  );
}

interface DifferenceProps {
  readonly wall: Wall;
  /** The wall as it was at `atMs`. */
  readonly content: WallContent;
  readonly atMs: number;
}

function Difference({ wall, content, atMs }: DifferenceProps) {
  const t = useText();
  const difference = compareWalls(wall, content);
  const lines = differenceLines(t, difference);
  const tiles = new Set([...difference.tiles, ...difference.aspects].map(({ tile }) => tile));
  return (
    <div className="wl-sec">
      <h3>{t('walls.versions.compare', { time: clockText(atMs) })}</h3>
      <div className="wl-pair">
        <WallPicture caption={t('walls.versions.today')} content={wall} different={tiles} />
        <WallPicture caption={t('walls.versions.then')} content={content} different={tiles} />
      </div>
      {lines.length === 0 ? <p className="t2">{t('walls.versions.same')}</p> : null}
      {tiles.size === 0 ? null : <p className="b">{t('walls.versions.differs', { count: tiles.size })}</p>}
      <ul className="wl-diff">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function RollBack({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const chosen = useWallVersions((state) => state.chosen);
  const isSame = chosen === null || isSameArrangement(wall, chosen.content);
  const isOff = isSame || wall.isLocked;
  return (
    <>
      <span className="grow t2">{wall.isLocked && !isSame ? t('walls.versions.isLocked') : null}</span>
      <button
        type="button"
        className="btn pri"
        aria-disabled={isOff || undefined}
        onClick={isOff ? undefined : () => void rollBack(wall.id, chosen.id)}
      >
        {t('walls.versions.rollBack')}
      </button>
    </>
  );
}
