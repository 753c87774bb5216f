import { useEffect, useState } from 'preact/hooks';

/** Files that are dropped on an element, which takes the handlers, or pasted anywhere. */
export function useFilesFromOutside(take: (file: File) => void) {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const onPaste = ({ clipboardData }: ClipboardEvent): void => {
      const file = fileOf(clipboardData);
      if (file) take(file);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });
  return {
    dragging,
    onDragOver(event: DragEvent) {
      // Else the browser would open the file in the page's place.
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDragging(false);
      const file = fileOf(event.dataTransfer);
      if (file) take(file);
    },
  };
}

const fileOf = (data: DataTransfer | null): File | undefined => data?.files[0];
