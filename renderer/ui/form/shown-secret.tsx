/** A secret that main answers by a click: it shows until it is hidden or its place is left, and the page keeps it nowhere else. */
import { useState } from 'react';
import type { Result, WireError } from '../../../preload/domain/error.ts';
import { CopyButton } from '../copy-button.tsx';
import { ErrorText } from '../error-text.tsx';

export interface SecretWords {
  readonly show: string;
  /** The tooltip of the button: who is asked, and what is written down. */
  readonly showWhy: string;
  readonly hide: string;
  readonly copy: string;
  /** Where the answer is that there is none. */
  readonly none: string;
}

interface ShownSecretProps {
  /** Null: there is none. */
  readonly ask: () => Promise<Result<string | null>>;
  readonly words: SecretWords;
}

type Shown = { readonly secret: string | null } | { readonly error: WireError } | 'hidden' | 'asking';

export function ShownSecret({ ask, words }: ShownSecretProps) {
  const [shown, setShown] = useState<Shown>('hidden');
  const onShow = async (): Promise<void> => {
    if (shown === 'asking') return;
    setShown('asking');
    const answer = await ask();
    setShown(answer.ok ? { secret: answer.value } : { error: answer.error });
  };
  if (typeof shown === 'object' && 'secret' in shown) {
    if (shown.secret === null) return <span className="t3">{words.none}</span>;
    return (
      <>
        <span className="mono selectable">{shown.secret}</span>
        <CopyButton text={shown.secret} label={words.copy} />
        <button type="button" className="btn sm" onClick={() => setShown('hidden')}>
          {words.hide}
        </button>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn sm"
        title={words.showWhy}
        aria-busy={shown === 'asking'}
        aria-disabled={shown === 'asking' || undefined}
        onClick={() => void onShow()}
      >
        {words.show}
      </button>
      {typeof shown === 'object' ? <ErrorText error={shown.error} /> : null}
    </>
  );
}
