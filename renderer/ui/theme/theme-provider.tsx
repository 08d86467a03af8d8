/**
 * Ant Design under Lanner's tokens. Only features that use its components load it (they are split from the shell), each
 * wraps itself in this. `darkAlgorithm` recolours seed tokens, so a last derivative pins them; no compact algorithm.
 */
import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useState, type ReactNode } from 'react';
import { useLessMotion } from './less-motion.ts';
import tokens from './tokens.json';

const { pin, token, components } = tokens.antd;

/** The whole Ant Design theme; exported so that a test can resolve it. */
export const antdTheme = {
  algorithm: [
    theme.darkAlgorithm,
    (_seed: object, map?: object) => ({ ...map, ...pin }) as ReturnType<typeof theme.darkAlgorithm>,
  ],
  token,
  components,
};

/**
 * Without motion, lists and dialogs come and go at once: an animation of no length (`base.css`) ends before Ant Design listens
 * for its end, so that a list that waits for the end would stay open.
 */
const themes = {
  moving: { ...antdTheme, token: { ...token, motion: true } },
  still: { ...antdTheme, token: { ...token, motion: false } },
};

/** Around the theme; see `ThemeProvider`. */
const opposites = { moving: { token: { motion: false } }, still: { token: { motion: true } } };

/**
 * Into the page itself. The box that Ant Design makes for a dialog joins the page after a dialog without motion is drawn: too
 * late for an element with `autoFocus`, which takes the focus while it is drawn.
 */
const pageBody = (): HTMLElement => document.body;

/**
 * The theme and the language of Ant Design. There are two providers, because a provider mounts everything in it anew, with the
 * loss of what was typed, when its motion first differs from the provider around it. These two differ from the start.
 */
export function ThemeProvider({
  locale,
  children,
}: {
  readonly locale: 'zh-CN' | 'en-US';
  readonly children: ReactNode;
}) {
  const motion: keyof typeof themes = useLessMotion() ? 'still' : 'moving';
  const [first] = useState(motion);
  return (
    <ConfigProvider theme={opposites[first]}>
      <ConfigProvider
        theme={themes[motion]}
        locale={locale === 'zh-CN' ? zhCN : enUS}
        getPopupContainer={pageBody}
        wave={{ disabled: true }}
        componentSize="middle"
      >
        {children}
      </ConfigProvider>
    </ConfigProvider>
  );
}
