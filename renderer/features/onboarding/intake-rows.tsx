/** An instance and an intake group as rows, with the orders about them: one at a time, and none is sent again by itself. */
import { useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { IntakeGroup, IntakeInstance, KeptIntake } from '../../../preload/domain/onboarding/intakes.ts';
import { onboardingProblem, type OnboardingRule } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { Question } from '../../ui/float/question.tsx';
import { Row } from './field.tsx';
import { IntakeFailure } from './intake-failure.tsx';
import * as model from './model/intakes.ts';

interface Order {
  readonly isBusy: boolean;
  /** Why the last order was refused, or null. */
  readonly error: WireError | null;
  /** Leaves out an order while another one runs. @returns why it was refused; null where it was done, or left out. */
  readonly give: (order: () => Promise<WireError | null>) => Promise<WireError | null>;
}

function useOrder(): Order {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const give: Order['give'] = async (order) => {
    if (isBusy) return null;
    setBusy(true);
    const refusal = await order();
    setBusy(false);
    setError(refusal);
    return refusal;
  };
  return { isBusy, error, give };
}

/** Counts the cameras of a group or an instance. The count stays until it is forgotten. */
function useCount(id: IntakeGroup['id'], { give }: Order) {
  const [count, setCount] = useState<number | null>(null);
  const read = async (): Promise<void> => {
    await give(async () => {
      const answer = await model.countCameras(id);
      setCount(typeof answer === 'number' ? answer : null);
      return typeof answer === 'number' ? null : answer;
    });
  };
  return { count, read, forget: () => setCount(null) };
}

interface RowForm {
  readonly isOpen: boolean;
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly toggle: () => void;
  /** The focus returns to the button. */
  readonly close: () => void;
}

/** The form of a row, which a button of the row opens. */
function useRowForm(): RowForm {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return { isOpen, opener, toggle: () => setOpen(!isOpen), close };
}

type OpenerProps = Omit<RowForm, 'close'> & { readonly children: string };

function Opener({ isOpen, opener, toggle, children }: OpenerProps) {
  return (
    <button ref={opener} type="button" className="btn sm" aria-expanded={isOpen} onClick={toggle}>
      {children}
    </button>
  );
}

interface InstanceProps {
  readonly instance: IntakeInstance;
  readonly limits: OnboardingRule['limits'];
}

export function InstanceRow({ instance, limits }: InstanceProps) {
  const t = useText();
  const { id, name, isRunning, capacity } = instance;
  const { isOpen, opener, toggle, close } = useRowForm();
  const order = useOrder();
  const { isBusy, error, give } = order;
  const dark = useCount(id, order);
  const run = async (isOn: boolean): Promise<void> => {
    await give(() => model.runInstance(id, isOn));
    dark.forget();
  };
  const state = isRunning === null ? 'unknown' : isRunning ? 'running' : 'stopped';
  return (
    <li className="onboarding-source" data-state={state} aria-busy={isBusy}>
      <div className="row g2">
        <StateGlyph name={isRunning === null ? 'unknown' : isRunning ? 'ok' : 'none'} />
        <span className="b el grow" title={name}>
          {name}
        </span>
        <Opener {...{ isOpen, opener, toggle }}>{t('onboarding.place.rename')}</Opener>
        {isRunning === true ? null : (
          <button type="button" className="btn sm" aria-disabled={isBusy || undefined} onClick={() => void run(true)}>
            {t('onboarding.intakes.start')}
          </button>
        )}
        {isRunning === false ? null : (
          <button type="button" className="btn sm" aria-disabled={isBusy || undefined} onClick={() => void dark.read()}>
            {t('onboarding.intakes.stop')}
          </button>
        )}
      </div>
      <p className="t2">
        {t(`onboarding.intakes.states.${state}`)}
        {capacity === null ? '' : ` · ${t('onboarding.intakes.capacity', { count: capacity })}`}
      </p>
      <IntakeFailure error={error} />
      {isOpen ? (
        <TextForm
          {...{ text: name, limits, label: t('onboarding.intakes.instanceName') }}
          note={t('onboarding.intakes.instanceNameRule')}
          submit={t('onboarding.intakes.saveName')}
          send={(next) => model.renameInstance(id, next)}
          onDone={close}
        />
      ) : null}
      {dark.count === null ? null : (
        <Ask
          {...{ isBusy, title: t('onboarding.intakes.stopTitle', { name }), confirm: t('onboarding.intakes.stop') }}
          onKeep={dark.forget}
          onConfirm={() => run(false)}
        >
          <p>{t('onboarding.intakes.stopWhy', { count: dark.count })}</p>
        </Ask>
      )}
    </li>
  );
}

interface GroupProps {
  readonly group: IntakeGroup;
  readonly instance: string;
  /** Undefined where nothing was entered here. */
  readonly kept: KeptIntake | undefined;
  readonly limits: OnboardingRule['limits'];
}

export function GroupRow({ group, instance, kept, limits }: GroupProps) {
  const t = useText();
  const { id, name, protocol, description } = group;
  const { isOpen, opener, toggle, close } = useRowForm();
  const order = useOrder();
  const { isBusy, error, give } = order;
  const { count, read, forget } = useCount(id, order);
  const onConfirm = async (): Promise<void> => {
    await give(() => model.removeIntake(id));
    forget();
  };
  return (
    <li className="onboarding-source" aria-busy={isBusy}>
      <div className="row g2">
        <span className="b el grow" title={name}>
          {name}
        </span>
        <Opener {...{ isOpen, opener, toggle }}>{t('onboarding.intakes.describe')}</Opener>
        <button type="button" className="btn sm" aria-disabled={isBusy || undefined} onClick={() => void read()}>
          {t('onboarding.credentials.delete')}
        </button>
      </div>
      <p className="t2 el" title={description}>
        {[instance, protocol ?? t('onboarding.access.notPublished'), description]
          .filter((one) => one !== '')
          .join(' · ')}
      </p>
      <p className="t2">
        {kept === undefined ? t('onboarding.intakes.notKept') : t('onboarding.intakes.kept', { ...kept })}
      </p>
      <IntakeFailure error={error} />
      {count !== null && count > 0 ? <p role="alert">{t('onboarding.intakes.hasCameras', { count })}</p> : null}
      {isOpen ? (
        <TextForm
          {...{ text: description, limits, label: t('onboarding.intakes.fields.description') }}
          note={t('onboarding.intakes.describeWhy')}
          submit={t('onboarding.intakes.saveDescription')}
          send={(next) => model.describeIntake(id, next)}
          onDone={close}
        />
      ) : null}
      {count === 0 ? (
        <Ask
          title={t('onboarding.credentials.deleteTitle', { name })}
          confirm={t('onboarding.credentials.delete')}
          {...{ isBusy, onKeep: forget, onConfirm }}
        >
          <p>{t('onboarding.intakes.deleteWhy')}</p>
        </Ask>
      ) : null}
    </li>
  );
}

interface TextFormProps {
  readonly text: string;
  readonly limits: OnboardingRule['limits'];
  readonly label: string;
  readonly note: string;
  readonly submit: string;
  readonly send: (text: string) => Promise<WireError | null>;
  readonly onDone: () => void;
}

/** One text of a row. */
function TextForm({ text, limits, label, note, submit, send, onDone }: TextFormProps) {
  const t = useText();
  const id = useId();
  const [value, setValue] = useState(text);
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, error, give } = useOrder();
  const onSubmit = async (): Promise<void> => {
    const found = onboardingProblem({ limits, isMandatory: true }, value.trim());
    setProblem(found === null ? null : t(`onboarding.problems.${found}`));
    if (found !== null || isBusy) return;
    if ((await give(() => send(value.trim()))) === null) onDone();
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <Row {...{ id, label, note, problem }}>
        <span className={problem === null ? 'fld' : 'fld err'}>
          <input
            {...{ id, value }}
            autoFocus
            autoComplete="off"
            maxLength={1024}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-note`}
            onChange={({ target }) => {
              setProblem(null);
              setValue(target.value);
            }}
          />
        </span>
      </Row>
      <IntakeFailure error={error} />
      <button type="submit" className="btn sm pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
        {submit}
      </button>
    </form>
  );
}

interface AskProps {
  readonly title: string;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly onKeep: () => void;
  readonly onConfirm: () => Promise<void>;
  readonly children: ReactNode;
}

function Ask({ title, confirm, isBusy, onKeep, onConfirm, children }: AskProps) {
  const t = useText();
  const keep = t('onboarding.intakes.keep');
  return (
    <Question {...{ title, keep, onKeep, confirm, isBusy }} closeLabel={keep} onConfirm={() => void onConfirm()}>
      {children}
    </Question>
  );
}
