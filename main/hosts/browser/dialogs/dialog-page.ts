/**
 * The pages of main's own dialogs: plain forms without script. Every text from outside is escaped, bounded, and freed of
 * invisible characters and of those that turn the direction of writing, so that a host name reads as it is.
 */
import type { DialogWords } from './dialog-words.ts';
import type { FolderView } from './folder-view.ts';

export interface ConfirmTexts {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
}

const MAX_TEXT_CHARS = 500;
const MAX_DETAIL_LINES = 30;

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line of text, safe inside an element and inside a quoted attribute. */
function escaped(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  const short = shown.length > MAX_TEXT_CHARS ? `${shown.slice(0, MAX_TEXT_CHARS)}…` : shown;
  return short.replaceAll(/[&<>"']/g, (sign) => MARKUP[sign] ?? '');
}

function page(words: DialogWords, title: string, role: string, content: string): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="dark">
<title>${escaped(title)} · Lanner</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/dialog.css">
</head>
<body>
<main role="${role}" aria-labelledby="title" aria-describedby="message">
<p class="asks">${escaped(words.asks)}</p>
<h1 id="title">${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

const form = (token: string, content: string, name: string): string =>
  `<form method="post" action="/" class="${name}" autocomplete="off">
<input type="hidden" name="token" value="${token}">
${content}
</form>`;

/** A yes or no question. "No" has the focus; "yes" appears after a second, so that no key pressed before answers it. */
export function confirmPage(words: DialogWords, texts: ConfirmTexts, token: string): string {
  const lines = texts.detail.split('\n').slice(0, MAX_DETAIL_LINES);
  const detail = lines.map((line) => `<li>${escaped(line)}</li>`).join('\n');
  const buttons = `<div class="buttons">
<button name="answer" value="no" autofocus>${escaped(texts.cancelLabel)}</button>
<button name="answer" value="yes" class="primary late">${escaped(texts.confirmLabel)}</button>
</div>`;
  const content = `<p id="message">${escaped(texts.message)}</p>
${texts.detail === '' ? '' : `<ul class="detail">\n${detail}\n</ul>`}
<p class="hint">${escaped(words.timeout)}</p>
${form(token, buttons, 'answer')}`;
  return page(words, texts.title, 'alertdialog', content);
}

/** The folders below one folder, and the ways to another. */
export function folderPage(words: DialogWords, title: string, view: FolderView, token: string): string {
  const { path, folders, isCut, problem } = view;
  const rows = folders.map(
    // By number: the name on the button may lack characters of the real one. Opening a folder changes nothing, so that the
    // first one may have the focus.
    (name, i) => `<li><button name="open" value="${i}"${i === 0 ? ' autofocus' : ''}>${escaped(name)}</button></li>`,
  );
  const list = rows.length === 0 ? `<p class="none">${escaped(words.none)}</p>` : `<ul>\n${rows.join('\n')}\n</ul>`;
  const cut = isCut ? `<p class="hint">${escaped(words.more.replace('{count}', String(folders.length)))}</p>` : '';
  const content = `<div class="bar">
${form(token, `<button name="do" value="up">${escaped(words.up)}</button>\n<button name="do" value="home">${escaped(words.home)}</button>`, 'ways')}
${form(token, `<label for="path">${escaped(words.path)}</label>\n<input id="path" name="path" value="${escaped(path)}" maxlength="4096" spellcheck="false">\n<button name="do" value="go">${escaped(words.go)}</button>`, 'path')}
</div>
${problem === null ? '' : `<p class="problem" role="alert">${escaped(words[problem])}</p>`}
<h2 id="folders">${escaped(words.folders)}</h2>
<div class="list" aria-labelledby="folders">
${form(token, list, 'folders')}
${cut}
</div>
<p id="message" class="hint">${escaped(words.timeout)}</p>
<div class="foot">
${form(token, `<label for="name" class="unseen">${escaped(words.newName)}</label>\n<input id="name" name="name" placeholder="${escaped(words.newName)}" maxlength="80">\n<button name="do" value="create">${escaped(words.create)}</button>`, 'new')}
${form(token, `<button name="do" value="cancel"${rows.length === 0 ? ' autofocus' : ''}>${escaped(words.cancel)}</button>\n<button name="do" value="choose" class="primary late">${escaped(words.choose)}</button>`, 'answer')}
</div>`;
  return page(words, title, 'dialog', content);
}

/** The page of a dialog that was answered or has expired. */
export function closingPage(words: DialogWords, state: 'answered' | 'over'): string {
  return page(words, 'Lanner', 'status', `<p id="message">${escaped(words[state])}</p>`);
}
