/** A link that is pasted onto the wall opens; a text that is pasted into a field or a dialog belongs there. */
import { useEffect } from 'react';
import { isCovered, isTyping } from '../../state/actions/key-target.ts';
import { useNavigation } from '../../state/page/navigation.ts';
import { openPasted } from '../../state/windows/links.ts';

export function usePastedLinks(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isForWall = useNavigation.getState().screen === 'live' && !isTyping(event.target) && !isCovered();
      if (!isForWall || text === '') return;
      event.preventDefault();
      openPasted(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
