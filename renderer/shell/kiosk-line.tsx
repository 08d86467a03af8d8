import { useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { useNotices, type Notice } from '../state/page/notices.ts';
import { noticeWords } from './notice-words.ts';

const SHOWN_MS = 8_000;

/** A wall alone on the screen has no status bar: what must be said stands over its lower edge for a few seconds. */
export function KioskLine() {
  const last = useNotices((state) => state.last);
  return (
    <div role="status" className="kiosk-line">
      {last === null ? null : <Words key={last.atMs} notice={last} />}
    </div>
  );
}

function Words({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsOver(true), SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  return isOver ? null : <p>{noticeWords(t, notice)}</p>;
}
