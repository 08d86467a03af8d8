interface ShortWordsProps {
  readonly words: string;
  /** In a small tile, with the words as its tooltip. */
  readonly short: string;
}

/** Words that a small tile has no room for. Screen readers read the one that shows, or the label of the button around. */
export function ShortWords({ words, short }: ShortWordsProps) {
  return (
    <span title={words}>
      <span className="playback-long">{words}</span>
      <span className="playback-short">{short}</span>
    </span>
  );
}
