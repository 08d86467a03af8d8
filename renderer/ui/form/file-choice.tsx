import { useRef } from 'react';
import { Icon, StateGlyph } from '../icons/icon.tsx';
import './file-choice.css';

interface FileChoiceProps {
  /** Names the field. */
  readonly label: string;
  readonly words: string;
  readonly hint: string;
  readonly isFocused?: boolean;
  /** The kinds of files that the dialog of the system offers. */
  readonly accept?: string;
  readonly onFile: (file: File) => void;
}

const JSON_FILES = '.json,application/json';

/** A button that asks for a file, by default a JSON file. */
export function FileChoice({ label, words, hint, isFocused = false, accept = JSON_FILES, onFile }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="row g2">
      <input
        ref={input}
        type="file"
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = ''; // the same file can be chosen again after it was mended
        }}
      />
      <button type="button" className="btn" autoFocus={isFocused} onClick={() => input.current?.click()}>
        <Icon name="folder" size={14} />
        {words}
      </button>
      <span className="t3">{hint}</span>
    </div>
  );
}

interface NextFileProps {
  readonly words: string;
  readonly onNext: () => void;
}

/** Continues with the file that was chosen while another one was imported. */
export function NextFile({ words, onNext }: NextFileProps) {
  return (
    <button type="button" className="btn pri next-file" title={words} onClick={onNext}>
      <span className="el">{words}</span>
    </button>
  );
}

interface ImportButtonProps {
  /** How many things of the file would be added. */
  readonly count: number;
  readonly isRunning: boolean;
  /** Words of the button: while the import runs, if nothing would be added, and otherwise. */
  readonly words: { readonly running: string; readonly nothing: string; readonly run: string };
  readonly onRun: () => void;
}

/** Carries out the import that the preview showed. */
export function ImportButton({ count, isRunning, words, onRun }: ImportButtonProps) {
  const isOff = count === 0 || isRunning;
  return (
    <button
      type="button"
      className="btn pri"
      aria-disabled={isOff || undefined}
      aria-busy={isRunning}
      onClick={isOff ? undefined : onRun}
    >
      {isRunning ? words.running : count === 0 ? words.nothing : words.run}
    </button>
  );
}

/** A file that could not be read: what happened, and why. */
export function BadFile({ what, why }: { readonly what: string; readonly why: string }) {
  return (
    <div className="errt" role="alert">
      <StateGlyph name="error" size={14} />
      <div className="grow">
        <p className="b">{what}</p>
        <p className="t2">{why}</p>
      </div>
    </div>
  );
}
