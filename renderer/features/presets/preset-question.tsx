/** Asks before a preset gets another view, or before one that is in use is deleted: neither can be undone. */
import { useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PresetLimits } from '../../../preload/domain/ptz/presets.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Question } from '../../ui/float/question.tsx';
import { ask, deletePreset, updatePreset, type Asked } from '../../state/presets/presets.ts';
import { BothPictures } from './both-pictures.tsx';
import { presetWords } from '../../state/presets/preset-words.ts';

interface QuestionProps {
  readonly channelId: ChannelId;
  readonly asked: Extract<Asked, { readonly kind: 'delete' | 'update' }>;
  readonly limits: PresetLimits;
}

export function PresetQuestion({ channelId, asked, limits }: QuestionProps) {
  const t = useText();
  const { kind, preset } = asked;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const words = { index: preset.index, name: presetWords(t, preset) };
  const run = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const failure = await (kind === 'delete' ? deletePreset : updatePreset)(channelId, preset.index);
    setBusy(false);
    if (failure === null) ask(null);
    else setError(failure);
  };
  return (
    <Question
      title={t(`presets.${kind}.title`, words)}
      closeLabel={t('presets.cancel')}
      keep={t('presets.keep')}
      onKeep={() => ask(null)}
      confirm={t(`presets.${kind}.confirm`)}
      onConfirm={() => void run()}
      isDangerous={kind === 'delete'}
      isBusy={isBusy}
    >
      {kind === 'update' ? <BothPictures {...{ channelId, preset }} /> : null}
      <p>{kind === 'delete' ? t('presets.delete.text') : t(`presets.update.${limits.names}`)}</p>
      {asked.kind === 'delete' ? (
        <p>
          {asked.usedBy === null
            ? t('presets.delete.unknown')
            : t('presets.delete.usedBy', { names: asked.usedBy.join(', ') })}
        </p>
      ) : null}
      {error === null ? null : <ErrorText error={error} onAction={() => void run()} />}
    </Question>
  );
}
