/** Takes video files and folders that are dropped on playback, and lets the operator choose them. */
import { useRef, type DragEvent, type ReactNode } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { channelsIn, CHANNELS_TYPE } from '../../../state/page/drag-types.ts';
import { droppedIn, handOverBundle, type Dropped } from '../../../state/page/dropped.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useFileDrop } from '../../../ui/form/use-file-drop.ts';
import { addAllToPlayback } from '../cameras/add-to-playback.ts';
import { gatherChosen, gatherDropped } from './file-gather.ts';
import { openFiles, toggleFiles } from './files.ts';

/** A kiosk accepts no files. */
const isOpen = (): boolean => !isKiosk();

/** A bundle of evidence is checked: its recordings are not opened. */
async function take(dropped: Dropped): Promise<void> {
  if (!(await handOverBundle(dropped))) await openFiles(gatherDropped(dropped));
}

/** The stage of playback: files that are dropped anywhere on it are opened, and cameras of the list are added. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const files = useFileDrop((data) => void take(droppedIn(data)), isOpen);
  const add = (data: DataTransfer): void => addAllToPlayback(channelsIn(data.getData(CHANNELS_TYPE)));
  const cameras = useFileDrop(add, isOpen, CHANNELS_TYPE);
  const both = (name: keyof typeof files.handlers) => (event: DragEvent) => {
    files.handlers[name](event);
    cameras.handlers[name](event);
  };
  return (
    <section
      className="stage playback-drop"
      onDragEnter={both('onDragEnter')}
      onDragOver={both('onDragOver')}
      onDragLeave={both('onDragLeave')}
      onDrop={both('onDrop')}
    >
      {children}
      {files.isOver ? <p className="playback-over">{t('playback.files.drop')}</p> : null}
      {cameras.isOver ? <p className="playback-over">{t('playback.which.drop')}</p> : null}
    </section>
  );
}

/** Opens the panel, from which files are chosen. */
export function OpenFilesButton() {
  const t = useText();
  const { label, ...action } = useAction(t('playback.names.actions.playback.files'), 'playback.files');
  return (
    <button type="button" className="btn" {...action} onClick={toggleFiles}>
      <Icon name="import" size={14} />
      {label}
    </button>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isFolder: boolean;
  readonly isFocused?: boolean;
}

/** A button that asks for video files, or for a folder with such files. */
export function VideoChoice({ label, isFolder, isFocused = false }: ChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  // React knows no attribute for folders.
  const take = (element: HTMLInputElement | null): void => {
    input.current = element;
    if (element !== null) element.webkitdirectory = isFolder;
  };
  return (
    <>
      <input
        ref={take}
        type="file"
        multiple
        accept=".flv,.mp4,.m4v"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={({ target }) => {
          const gathered = gatherChosen(target.files ?? []);
          target.value = ''; // the same file can be chosen again
          void openFiles(gathered);
        }}
      />
      <button type="button" className="btn sm" autoFocus={isFocused} onClick={() => input.current?.click()}>
        <Icon name={isFolder ? 'folder' : 'import'} size={14} />
        {label}
      </button>
    </>
  );
}
