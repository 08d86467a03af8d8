/** Beside the pictures of playback: opens video files of this computer, and lists them with notes on each. */
import { useState, type MouseEvent } from 'react';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { stampZone, useStampZone } from '../../../state/page/stamp-zone.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { MomentField } from '../../../ui/timeline/moment-field.tsx';
import { offsetOf } from '../../../ui/timeline/stamp.ts';
import { dayOf, operatorZone } from '../../../ui/timeline/zone.ts';
import { VideoChoice } from './file-drop.tsx';
import { fileLines } from './file-words.ts';
import {
  beginMsOf,
  closeAllFiles,
  closeFile,
  closeFilesPanel,
  setBegin,
  setFilesZone,
  showFile,
  useFiles,
} from './files.ts';
import type { OpenFile } from './file-places.ts';
import { useSession } from '../session.ts';

export function FilesPanel() {
  const isOpen = useFiles((state) => state.isOpen);
  return isOpen ? <Panel /> : null;
}

function Panel() {
  const t = useText();
  useStampZone();
  const { files, isGathering } = useFiles();
  return (
    <SidePane
      title={t('playback.files.title')}
      closeLabel={t('playback.files.close')}
      takesFocus={false}
      onClose={closeFilesPanel}
    >
      <div className="playback-form">
        <div className="playback-choices">
          <VideoChoice label={t('playback.files.choose')} isFolder={false} isFocused />
          <VideoChoice label={t('playback.files.chooseFolder')} isFolder />
        </div>
        <p className="t2">{t('playback.files.about')}</p>
        {files.some(({ time, typedMs }) => time.offsetMs === null && typedMs === null) ? <ZoneOfNames /> : null}
      </div>
      {isGathering ? (
        <p className="playback-note t2" role="status">
          {t('playback.files.gathering')}
        </p>
      ) : null}
      <FileList files={files} />
      <Refused />
    </SidePane>
  );
}

/** GMT-12 to GMT+14: Huawei VIS takes whole hours. */
const OFFSETS: readonly string[] = Array.from({ length: 27 }, (_, i) => {
  const hours = i - 12;
  return `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
});

/** The zone that is assumed where names state none. */
function ZoneOfNames() {
  const t = useText();
  const nowMs = useMinuteMs();
  const zone = useFiles((state) => state.zone);
  return (
    <label className="playback-field">
      <span>{t('playback.files.zone')}</span>
      <select
        className="fld"
        value={zone ?? ''}
        onChange={({ target }) => setFilesZone(target.value === '' ? null : target.value)}
      >
        <option value="">{t('playback.zone.here', { offset: offsetOf(operatorZone(), nowMs) })}</option>
        {OFFSETS.map((offset) => (
          <option key={offset} value={offset}>
            UTC{offset}
          </option>
        ))}
      </select>
    </label>
  );
}

function FileList({ files }: { readonly files: readonly OpenFile[] }) {
  const t = useText();
  if (files.length === 0) return <p className="playback-note t2">{t('playback.files.none')}</p>;
  return (
    <>
      <div className="ph">
        <h2 className="el">{t('playback.files.count', { count: files.length })}</h2>
        <button type="button" className="btn sm" onClick={closeAll}>
          {t('playback.files.closeAll')}
        </button>
      </div>
      <ul className="playback-files" aria-label={title(t)}>
        {inOrder(files).map((file) => (
          <FileItem key={file.id} file={file} />
        ))}
      </ul>
    </>
  );
}

/** The button goes with the files: the focus goes to the first button of the panel. */
function closeAll({ currentTarget }: MouseEvent<HTMLElement>): void {
  currentTarget.closest('aside')?.querySelector<HTMLElement>('.playback-choices button')?.focus();
  closeAllFiles();
}

const title = (t: ReturnType<typeof useText>): string => t('playback.files.title');

function FileItem({ file }: { readonly file: OpenFile }) {
  const t = useText();
  const locale = useLocale();
  const place = useFiles(({ places }) => places.get(file.id));
  const [isTyping, setTyping] = useState(false);
  const name = file.path.split('/').at(-1) ?? file.path;
  const lines = fileLines(t, locale, file, place);
  // The first line asks for the begin.
  const isUnplaced = file.problem === null && lines[0]?.kind === 'note';
  return (
    <li className="playback-file">
      <div className="row g1">
        <button
          type="button"
          className="playback-name el"
          title={file.path}
          aria-disabled={(place?.range ?? null) === null || undefined}
          onClick={() => showFile(file.id)}
        >
          {name}
        </button>
        {file.problem === null && !isUnplaced ? (
          <IconButton
            icon="edit"
            size={12}
            label={t('playback.files.edit', { name })}
            aria-expanded={isTyping}
            onClick={() => setTyping(!isTyping)}
          />
        ) : null}
        <IconButton
          icon="x"
          size={12}
          label={t('playback.files.closeOne', { name })}
          onClick={() => closeFile(file.id)}
        />
      </div>
      {lines.map(({ kind, words }) => (
        <p key={words} className={kind === 'bad' ? 'playback-bad' : kind === 'note' ? 'playback-told' : 't2'}>
          {words}
        </p>
      ))}
      {isUnplaced || isTyping ? <BeginField file={file} onDone={() => setTyping(false)} /> : null}
    </li>
  );
}

/** The begin that the operator knows and the name does not say. */
function BeginField({ file, onDone }: { readonly file: OpenFile; readonly onDone: () => void }) {
  const nowMs = useMinuteMs();
  const zone = stampZone();
  const day = useSession(({ atMs }) => dayOf(zone, atMs ?? nowMs));
  return (
    <MomentField
      {...{ zone, nowMs, day }}
      onGo={(atMs) => {
        setBegin(file.id, atMs);
        onDone();
      }}
    />
  );
}

/** Camera by camera, in the order of time; what lacks a begin stands last. */
const inOrder = (files: readonly OpenFile[]): readonly OpenFile[] => {
  const cameras = [...new Set(files.map(({ channelId }) => channelId))];
  const startOf = (file: OpenFile): number => beginMsOf(file) ?? Number.MAX_SAFE_INTEGER;
  return cameras.flatMap((id) =>
    files.filter(({ channelId }) => channelId === id).toSorted((a, b) => startOf(a) - startOf(b)),
  );
};

/** Files that were refused, each with the reason. */
function Refused() {
  const t = useText();
  const refused = useFiles((state) => state.refused);
  if (refused.length === 0) return null;
  return (
    <section aria-label={t('playback.files.leftOut', { count: refused.length })}>
      <div className="ph">
        <h2 className="el">{t('playback.files.leftOut', { count: refused.length })}</h2>
        <button type="button" className="btn sm" onClick={() => useFiles.setState({ refused: [] })}>
          {t('playback.files.clear')}
        </button>
      </div>
      <ul className="playback-files">
        {refused.map(({ path, why }, i) => (
          <li key={`${path} ${why} ${i}`} className="playback-file">
            <span className="el" title={path}>
              {path.split('/').at(-1)}
            </span>
            <p className="t2">{t(`playback.files.refusal.${why}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
