/** The properties that every tile gets about its place on the wall, whatever it shows. */
export interface PlaceProps {
  readonly tile: number;
  /** CSS grid area. */
  readonly area: string;
  readonly isSelected: boolean;
  /** Chosen together with the selected tile. */
  readonly isChosen: boolean;
  readonly isFocusTarget: boolean;
}
