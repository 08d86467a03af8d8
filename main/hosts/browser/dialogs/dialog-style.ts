/** The look of main's own dialogs; colours and sizes are those of the client's window. */
export const DIALOG_STYLE = `
:root { color-scheme: dark; --base: #101215; --well: #08090b; --overlay: #22262c; --hover: rgba(228,231,235,.06);
  --text: #e4e7eb; --text-2: #a9b0ba; --text-3: #8a929e; --line: #2f353d; --fill: #4a5bd0; --fill-hover: #5868dc;
  --focus: #c6ceff; --error: #ea6c52; }
* { box-sizing: border-box; }
html, body { height: 100%; }
html { background: var(--base); }
body { margin: 0; background: var(--base); color: var(--text); font: 13px/20px "Segoe UI Variable Text", "Segoe UI",
  -apple-system, BlinkMacSystemFont, "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei",
  sans-serif; font-variant-numeric: tabular-nums; }
main { display: flex; flex-direction: column; gap: 12px; max-width: 720px; min-height: 100%; margin: 0 auto;
  padding: 24px; }
p, h1, h2, ul { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
h1 { font-size: 18px; line-height: 24px; font-weight: 600; }
h2 { font-size: 13px; font-weight: 600; }
.asks, .hint { color: var(--text-3); font-size: 12px; line-height: 16px; }
.detail { padding: 12px; list-style: none; background: var(--well); border: 1px solid var(--line); border-radius: 4px;
  color: var(--text-2); overflow: auto; max-height: 40vh; }
.detail li { unicode-bidi: isolate; min-height: 20px; }
.buttons, .answer, .ways, .new, .path { display: flex; gap: 8px; align-items: center; }
.buttons { flex: 1; justify-content: flex-end; }
form.answer { justify-content: flex-end; margin-left: auto; }
button { min-height: 28px; padding: 3px 12px; font: inherit; font-weight: 500; color: var(--text);
  background: var(--overlay); border: 1px solid var(--line); border-radius: 3px; cursor: pointer; }
button:hover { background: linear-gradient(var(--hover), var(--hover)) var(--overlay); }
button.primary { color: #fff; background: var(--fill); border-color: transparent; }
button.primary:hover { background: var(--fill-hover); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.late { visibility: hidden; animation: arrive 0s 1s forwards; }
@keyframes arrive { to { visibility: visible; } }
input { min-height: 28px; padding: 3px 8px; font: inherit; color: var(--text); background: var(--well);
  border: 1px solid var(--line); border-radius: 3px; min-width: 0; }
label { color: var(--text-2); white-space: nowrap; }
.bar, .foot { display: flex; flex-wrap: wrap; gap: 8px; }
.path { flex: 1 1 320px; }
.path input { flex: 1; }
.list { flex: 1; min-height: 160px; max-height: 50vh; overflow: auto; padding: 4px; background: var(--well);
  border: 1px solid var(--line); border-radius: 4px; }
.list ul { list-style: none; padding: 0; }
.list button { width: 100%; min-height: 24px; padding: 2px 8px; text-align: start; font-weight: 400; background: none;
  border: 0; overflow-wrap: anywhere; }
.list button:hover { background: var(--hover); }
.list .hint, .none { padding: 4px 8px; color: var(--text-3); }
.problem { padding: 8px 12px; color: var(--text); border: 1px solid var(--error); border-radius: 3px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
