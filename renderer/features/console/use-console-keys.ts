/** The actions of the console. Keys: actions.ts. */
import { focusConsoleSearch, useConsole, type AnswerView } from './model/console.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import type { CallState } from './call/use-call.ts';

const show = (answerView: AnswerView) => () => useConsole.setState({ answerView });

/** @param call null while no form is open. */
export function useConsoleKeys(call: CallState | null): void {
  useActions({
    'console.run': () => {
      call?.start();
      return call !== null;
    },
    'console.search': focusConsoleSearch,
    'console.tree': show('tree'),
    'console.json': show('json'),
    'console.history': show('history'),
  });
}
