/** Files, or what a list gives to drag, that are dragged over a part of a screen and dropped on it. */
import { useState, type DragEvent } from 'react';

export interface FileDrop {
  /** Whether files are over the part now. */
  readonly isOver: boolean;
  /** For the element that takes the files. */
  readonly handlers: Readonly<
    Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>
  >;
}

/**
 * @param isOpen asked at each event: false where the screen takes no files now.
 * @param type what is taken: files, or a type of `state/page/drag-types.ts`.
 */
export function useFileDrop(
  onFiles: (data: DataTransfer) => void,
  isOpen = (): boolean => true,
  type = 'Files',
): FileDrop {
  const [isOver, setIsOver] = useState(false);
  const isFiles = ({ dataTransfer }: DragEvent): boolean => isOpen() && dataTransfer.types.includes(type);
  const onDragOver = (event: DragEvent): void => {
    if (!isFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  const onDragLeave = (event: DragEvent): void => {
    // Also fires between the parts of the element.
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    setIsOver(false);
    if (!isFiles(event)) return;
    event.preventDefault();
    onFiles(event.dataTransfer);
  };
  return { isOver, handlers: { onDragEnter: onDragOver, onDragOver, onDragLeave, onDrop } };
}

/** Takes the first of several dropped files, where a screen has room for one. */
export const firstFile =
  (take: (file: File) => void) =>
  ({ files: [file] }: DataTransfer): void => {
    if (file !== undefined) take(file);
  };
