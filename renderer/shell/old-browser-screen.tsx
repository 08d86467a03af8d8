/** All that shows in a browser that lacks what the client computes times with. Such a browser would show an empty window. */
import { useText } from '../i18n/i18n.ts';
import './halted-screen.css';

export function OldBrowserScreen() {
  const t = useText();
  return (
    <main className="halted">
      <section role="alert">
        <h1>{t('shell.oldBrowser.title')}</h1>
        <p>{t('shell.oldBrowser.why')}</p>
        <p>{t('shell.oldBrowser.next')}</p>
      </section>
    </main>
  );
}
