import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { stampWords } from './stamp.ts';
import { typedMoment, type MomentContext, type TypedMoment } from './typed-moment.ts';

interface MomentFieldProps extends MomentContext {
  readonly onGo: (atMs: number) => void;
  /** Between the field and its button: ways to often used moments. */
  readonly children?: ReactNode;
}

/** A field for a typed moment. Words that are no moment stay in the field, with the reason below. */
export function MomentField({ zone, nowMs, day, onGo, children }: MomentFieldProps) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<TypedMoment | null>(null);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = typedMoment(text, { zone, nowMs, day });
    setAnswer(typed);
    const [only, second] = 'moments' in typed ? typed.moments : [];
    if (only !== undefined && second === undefined) onGo(only);
  };
  const isWrong = answer !== null && 'problem' in answer;
  const hasWords = isWrong || (answer !== null && answer.moments.length > 1);
  return (
    <form className="tcal-moment" onSubmit={onSubmit} noValidate>
      <div className="row g2">
        <input
          className="fld mono grow"
          value={text}
          maxLength={64}
          aria-label={t('timeline.moments.label')}
          placeholder={t('timeline.moments.example')}
          aria-invalid={isWrong || undefined}
          aria-describedby={hasWords ? id : undefined}
          onChange={({ target }) => {
            setText(target.value);
            setAnswer(null);
          }}
        />
        {children}
        <button type="submit" className="btn sm pri">
          {t('timeline.moments.go')}
        </button>
      </div>
      {hasWords ? <Answer {...{ id, answer, zone, onGo }} /> : null}
    </form>
  );
}

interface AnswerProps extends Pick<MomentFieldProps, 'zone' | 'onGo'> {
  readonly id: string;
  readonly answer: TypedMoment;
}

/** Why the words are no moment, or which of two moments is meant. */
function Answer({ id, answer, zone, onGo }: AnswerProps) {
  const t = useText();
  if ('moments' in answer) {
    return (
      <p id={id} role="status" className="tcal-twice">
        {t('timeline.moments.twice')}
        {answer.moments.map((atMs) => (
          <button key={atMs} type="button" className="lnk" onClick={() => onGo(atMs)}>
            {stampWords(zone, atMs)}
          </button>
        ))}
      </p>
    );
  }
  const { problem, nextMs } = answer;
  return (
    <p id={id} role="alert">
      {t(`timeline.moments.problems.${problem}`)}
      {nextMs === null ? null : (
        <button type="button" className="lnk" onClick={() => onGo(nextMs)}>
          {stampWords(zone, nextMs)}
        </button>
      )}
    </p>
  );
}
