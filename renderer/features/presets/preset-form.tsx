/** The form for the name of a preset, new or renamed. It keeps the typed name until it is stored. */
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import {
  presetNameProblem,
  PRESET_ARRIVAL_MS,
  type Preset,
  type PresetLimits,
} from '../../../preload/domain/ptz/presets.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../ui/float/use-returned-focus.ts';
import { addPreset, ask, renamePreset } from '../../state/presets/presets.ts';

interface FormProps {
  readonly channelId: ChannelId;
  readonly limits: PresetLimits;
  /** Null: the present view is stored. */
  readonly preset: Preset | null;
  /** The number of the new preset; null where the cloud gives it. */
  readonly index: number | null;
}

export function PresetForm({ channelId, limits, preset, index }: FormProps) {
  const t = useText();
  const id = useId();
  const [name, setName] = useState(preset?.name ?? '');
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<WireError | null>(null);
  useReturnedFocus();
  const problem = presetNameProblem(name.trim(), limits);
  const shown = problem !== null && (isSent || (problem !== 'missing' && name !== '')) ? problem : null;
  const isMoving = preset !== null && limits.renamingMoves;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (problem !== null || isBusy) return;
    setBusy(true);
    setRefusal(null);
    const error =
      preset === null ? await addPreset(channelId, name, index) : await renamePreset(channelId, preset.index, name);
    setBusy(false);
    if (error === null) ask(null);
    else setRefusal(error);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) ask(null);
  };
  const title =
    preset === null
      ? index === null
        ? t('presets.save.title')
        : t('presets.save.titleAt', { index })
      : t('presets.rename.title', { index: preset.index });
  const submit =
    preset === null ? t('presets.save.submit') : t(isMoving ? 'presets.rename.goAndSubmit' : 'presets.rename.submit');
  return (
    <form className="presets-form" aria-label={title} noValidate onSubmit={(event) => void onSubmit(event)}>
      <label htmlFor={id}>{title}</label>
      <span className={shown === null ? 'fld sm' : 'fld sm err'}>
        <input
          id={id}
          autoFocus
          value={name}
          aria-invalid={shown === null ? undefined : true}
          aria-describedby={`${id}-note`}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => (setName(target.value), setRefusal(null))}
          onKeyDown={onKeyDown}
        />
      </span>
      <p id={`${id}-note`} className="note row g1" role={shown === null ? undefined : 'alert'}>
        {shown === null ? null : <StateGlyph name="error" size={11} />}
        {shown === null ? t(`presets.nameRule.${limits.names}`, { count: limits.maxNameChars }) : null}
        {shown === 'form' ? t('presets.problems.form') : null}
        {shown === 'missing' ? t('presets.problems.missing') : null}
        {shown === 'too-long' ? t('presets.problems.tooLong', { count: limits.maxNameChars }) : null}
      </p>
      {isMoving ? <p className="note">{t('presets.rename.why', { seconds: PRESET_ARRIVAL_MS / 1000 })}</p> : null}
      {refusal === null ? null : <ErrorText error={refusal} />}
      <span className="row g2">
        <button type="submit" className="btn sm pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
          {isBusy ? t(isMoving ? 'presets.rename.going' : 'presets.save.going') : submit}
        </button>
        <button type="button" className="btn sm" onClick={() => ask(null)}>
          {t('presets.cancel')}
        </button>
      </span>
    </form>
  );
}
