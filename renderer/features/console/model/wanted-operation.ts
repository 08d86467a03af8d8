/** Other screens name an operation; the console opens it, with the focus in its form. */
import { takeWantedOperation, useNavigation } from '../../../state/page/navigation.ts';
import { chooseOperation, focusConsoleForm } from './console.ts';

/** Follows the page until the returned function is called. */
export function followWanted(): () => void {
  return useNavigation.subscribe(({ wantedOperation }, before) => {
    if (wantedOperation === null || wantedOperation === before.wantedOperation) return;
    const wanted = takeWantedOperation();
    if (wanted === null) return;
    chooseOperation(wanted);
    focusConsoleForm();
  });
}
