// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { noticeWords } from '../../../../../../renderer/features/live/tile/stream-notice.tsx';
import { setLocale, textNow } from '../../../../../../renderer/i18n/i18n.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';

await loadAllTexts();

it('the notice names the stream that cannot play here and the stream that is shown instead, in both languages', () => {
  const h265 = { kind: 'codec', codec: 'H.265', instead: 'sub' } as const;
  setLocale('en-US');
  expect(noticeWords(textNow(), h265, 'H.264')).toBe(
    'H.265 main stream cannot play here; showing the H.264 sub stream',
  );
  expect(noticeWords(textNow(), { ...h265, instead: 'main' }, 'H.264')).toBe(
    'H.265 sub stream cannot play here; showing the H.264 main stream',
  );
  expect(noticeWords(textNow(), h265, null)).toBe('H.265 cannot play here; opening the other stream');
  setLocale('zh-CN');
  expect(noticeWords(textNow(), h265, 'H.264')).toBe('本机无法播放 H.265 主码流，正在显示 H.264 子码流');
});
