/** The words of the documents, which are Chinese: read from main while the page is Chinese, once per operation. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { OperationHelp } from '../../preload/contract/console.ts';
import { useLocale } from '../i18n/i18n.ts';
import { request } from '../page/bridge.ts';
import type { FieldPath } from './console-values.ts';
import { choiceKey, type OperationChoice } from './operation-choice.ts';

/** `english`: the document has no Chinese words, or they could not be read; `coming`: no words yet. */
export type HelpState = OperationHelp | 'english' | 'coming';

export const useHelp = create<{ readonly byChoice: Readonly<Record<string, HelpState>> }>(() => ({ byChoice: {} }));

async function loadHelp(choice: OperationChoice): Promise<void> {
  const key = choiceKey(choice);
  const known = useHelp.getState().byChoice[key];
  if (known !== undefined && known !== 'english') return;
  const set = (help: HelpState): void =>
    useHelp.setState(({ byChoice }) => ({ byChoice: { ...byChoice, [key]: help } }));
  set('coming');
  const answer = await request['console.help']({ ...choice, language: 'zh-CN' });
  set(answer.ok ? (answer.value ?? 'english') : 'english');
}

/** The words about an operation in the language of the page. */
export function useOperationHelp(choice: OperationChoice): HelpState {
  const isChinese = useLocale() === 'zh-CN';
  const { vendor, operationId } = choice;
  useEffect(() => {
    if (isChinese) void loadHelp({ vendor, operationId });
  }, [isChinese, vendor, operationId]);
  const help = useHelp((state) => state.byChoice[choiceKey(choice)]);
  return isChinese ? (help ?? 'coming') : 'english';
}

/** The path of a field as the documents know it: elements of a list add nothing. */
export const documentPath = (path: FieldPath): string => path.filter((part) => typeof part === 'string').join('.');
