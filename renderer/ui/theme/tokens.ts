/** The design tokens as the page uses them: CSS variables for our own components, plain numbers for code that lays out. */
import tokens from './tokens.json';

export const layoutPx = tokens.layout;
export const sizePx = tokens.size;
/** For a canvas, which knows no CSS variables. */
export const colors = tokens.color;
export const typeFaces = { text: tokens.type.family, mono: tokens.type.mono } as const;

/** Every CSS variable of the theme, as declarations. `--fs-xs` grows under `:lang(zh-CN)`: Chinese is never below 12 px. */
export function cssVariables(): string {
  const { layout, type, radius } = tokens;
  const lines = [
    ...Object.entries(tokens.color).map(([name, value]) => `--${name}:${value}`),
    `--font:${type.family}`,
    `--font-mono:${type.mono}`,
    ...Object.entries(type.sizePx).map(([name, px]) => `--fs-${name}:${px}px`),
    ...Object.entries(radius).map(([name, px]) => `--r-${name}:${px}px`),
    `--d-fast:${tokens.durationMs.fast}ms`,
    `--d-base:${tokens.durationMs.base}ms`,
    `--d-slow:${tokens.durationMs.slow}ms`,
    `--ease:${tokens.easing.standard}`,
    `--w-side:${layout.sidePanel.wide}px`,
    `--w-insp:${layout.inspector.wide}px`,
    `--w-insp-wide:${layout.inspectorWide.wide}px`,
  ];
  const narrow = [
    `--w-side:${layout.sidePanel.narrow}px`,
    `--w-insp:${layout.inspector.narrow}px`,
    `--w-insp-wide:${layout.inspectorWide.narrow}px`,
  ];
  const still = '--d-fast:0ms;--d-base:0ms;--d-slow:0ms';
  return [
    `:root{${lines.join(';')}}`,
    `:lang(zh-CN){--fs-xs:${type.sizePx.sm}px}`,
    `:root[data-fit~='narrow']{${narrow.join(';')}}`,
    `@media (prefers-reduced-motion:reduce){:root{${still}}}`,
    `:root[data-motion='less']{${still}}`,
  ].join('\n');
}

/** Puts the variables on the page. A constructed sheet, because the page's CSP allows no inline style element of ours. */
export function installTokens(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cssVariables());
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
}
