import { useEffect } from 'react';
import { printChord } from '../state/actions/shortcut-keys.ts';
import { isMac } from '../state/actions/shortcuts.ts';
import { useKiosk, type Kiosk } from '../state/page/kiosk.ts';
import { postNotice } from '../state/page/notices.ts';
import { Clock } from './clock.tsx';

interface KioskBarProps {
  readonly kiosk: Kiosk;
  /** As the wall is called now; undefined while it is not known, and after it was deleted. */
  readonly wallName: string | undefined;
}

/** Above a wall alone on the screen, never over its pictures: the wall's name, and a clock that is read across a room. */
export function KioskBar({ kiosk, wallName }: KioskBarProps) {
  const { name, isNew } = kiosk;
  useEffect(() => {
    if (isNew) sayHowToLeave(kiosk);
  }, [isNew, kiosk]);
  return (
    <header className="kiosk-bar">
      <h1>{wallName ?? name}</h1>
      <Clock />
    </header>
  );
}

/** The key is the system's own: a kiosk has no button that closes it. Said once for each window. */
function sayHowToLeave(kiosk: Kiosk): void {
  useKiosk.setState({ kiosk: { ...kiosk, isNew: false } });
  postNotice('kioskLeave', { keys: printChord(isMac() ? 'Mod+W' : 'Alt+F4', isMac()) });
}
