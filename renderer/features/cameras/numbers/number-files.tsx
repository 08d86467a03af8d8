import { useMemo, useState } from 'react';
import { planNumbers } from '../../../../preload/domain/cameras/camera-numbers.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { exportNumbers, setNumbers } from '../../../state/cameras/numbers.ts';
import { fileText } from '../../../state/page/file-text.ts';
import { Newest } from '../../../state/page/newest.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { BadFile, FileChoice } from '../../../ui/form/file-choice.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { MAX_NUMBER_FILE_CHARS, readNumberFile, type NumberFile, type NumbersOfFile } from '../model/number-file.ts';
import { NumberPreview } from './number-preview.tsx';

type Step =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading' | 'too-large' | 'no-text' | 'unreadable'; readonly name: string }
  | { readonly kind: 'read'; readonly name: string; readonly file: NumberFile };

async function read(file: File): Promise<Step> {
  const { name } = file;
  // A character takes four bytes at most: a larger file need not be read.
  if (file.size > 4 * MAX_NUMBER_FILE_CHARS) return { kind: 'too-large', name };
  try {
    const text = fileText(await file.arrayBuffer());
    if (text === null) return { kind: 'no-text', name };
    if (text.length > MAX_NUMBER_FILE_CHARS) return { kind: 'too-large', name };
    const { byId } = useDirectory.getState().view;
    return { kind: 'read', name, file: await readNumberFile(text, byId.values(), useAccounts.getState().accounts) };
  } catch {
    return { kind: 'unreadable', name };
  }
}

/** The numbers of all cameras as a file, and the import of another desk's file with a preview of its changes. */
export function NumberFiles() {
  const t = useText();
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const [questions] = useState(() => new Newest());
  const onFile = (file: File): void => {
    const isLast = questions.next();
    setStep({ kind: 'reading', name: file.name });
    void read(file).then((next) => (isLast() ? setStep(next) : undefined));
  };
  return (
    <section className="cameras-number-form" aria-label={t('cameras.numbers.file')}>
      <h3>{t('cameras.numbers.file')}</h3>
      <p className="t2">{t('cameras.numbers.fileText')}</p>
      <div className="row g2">
        <button type="button" className="btn" onClick={() => void exportNumbers()}>
          <Icon name="export" size={14} />
          {t('cameras.numbers.export')}
        </button>
      </div>
      <FileChoice
        label={t('cameras.numbers.importLabel')}
        words={t('cameras.numbers.import')}
        hint={t('cameras.numbers.importHint')}
        accept=".csv,text/csv"
        onFile={onFile}
      />
      <FileStep step={step} onDone={() => setStep({ kind: 'choosing' })} />
    </section>
  );
}

function FileStep({ step, onDone }: { readonly step: Step; readonly onDone: () => void }) {
  const t = useText();
  if (step.kind === 'choosing') return null;
  if (step.kind === 'reading') return <p role="status">{t('cameras.numbers.reading', { name: step.name })}</p>;
  const fault = step.kind === 'read' ? (step.file.kind === 'numbers' ? null : step.file.kind) : step.kind;
  if (step.kind === 'read' && step.file.kind === 'numbers') {
    return <FilePreview key={step.name} name={step.name} file={step.file} onDone={onDone} />;
  }
  return fault === null ? null : (
    <BadFile what={t('cameras.numbers.badFile', { name: step.name })} why={t(`cameras.numbers.faults.${fault}`)} />
  );
}

interface FilePreviewProps {
  readonly name: string;
  readonly file: NumbersOfFile;
  readonly onDone: () => void;
}

function FilePreview({ name, file, onDone }: FilePreviewProps) {
  const t = useText();
  const byId = useDirectory((state) => state.view.byId);
  const [error, setError] = useState<WireError | null>(null);
  const [setCount, setSetCount] = useState<number | null>(null);
  const plan = useMemo(() => planNumbers(byId.values(), file.wanted), [byId, file]);
  const count = plan.moves.length;
  const same = file.wanted.size - count;
  const run = async (): Promise<void> => {
    const answer = await setNumbers(plan);
    if (!answer.ok) setError(answer.error);
    else if (file.problemCount === 0) onDone();
    else setSetCount(count);
  };
  if (setCount !== null) return <SkippedRows name={name} count={setCount} file={file} onDone={onDone} />;
  return (
    <div className="cameras-number-form" role="group" aria-label={t('cameras.numbers.previewOf', { name })}>
      <p className="b">{t('cameras.numbers.summary', { name, count, same, problems: file.problemCount })}</p>
      <Problems file={file} />
      <NumberPreview plan={plan} />
      {error === null ? null : <ErrorText error={error} />}
      <div className="row g2">
        <button
          type="button"
          className="btn sm pri"
          aria-disabled={count === 0 || undefined}
          onClick={count === 0 ? undefined : () => void run()}
        >
          {t(plan.swaps.length > 0 ? 'cameras.numbers.setAndSwap' : 'cameras.numbers.set', { count })}
        </button>
        <button type="button" className="btn sm" onClick={onDone}>
          {t('cameras.sites.cancel')}
        </button>
      </div>
    </div>
  );
}

/** After the numbers were set: the rows that were skipped stay in sight until the operator has read them. */
function SkippedRows({ name, count, file, onDone }: FilePreviewProps & { readonly count: number }) {
  const t = useText();
  return (
    <div className="cameras-number-form" role="group" aria-label={t('cameras.numbers.previewOf', { name })}>
      <p className="b" role="status">
        {t('cameras.numbers.done', { name, count, problems: file.problemCount })}
      </p>
      <Problems file={file} />
      <div className="row g2">
        <button type="button" className="btn sm" autoFocus onClick={onDone}>
          {t('cameras.numbers.read')}
        </button>
      </div>
    </div>
  );
}

/** The rows of the file that change nothing because something is wrong in them. */
function Problems({ file: { problems, problemCount } }: { readonly file: NumbersOfFile }) {
  const t = useText();
  if (problemCount === 0) return null;
  return (
    <>
      <ul className="cameras-number-problems" aria-label={t('cameras.numbers.problems')}>
        {problems.map(({ line, kind, text }) => (
          <li key={line}>{t(`cameras.numbers.rows.${kind}`, { line, text })}</li>
        ))}
      </ul>
      {problemCount > problems.length ? (
        <p className="t3">{t('cameras.numbers.more', { count: problemCount - problems.length })}</p>
      ) : null}
    </>
  );
}
