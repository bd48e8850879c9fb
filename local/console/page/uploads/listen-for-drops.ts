interface DropListeners {
  /** files are dragged over the page, or no more */
  onDragging: (isDragging: boolean) => void;
  onFiles: (files: readonly File[]) => void;
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true;

/** The whole page takes files: whoever misses the drop zone would leave the page otherwise. */
export const listenForDrops = ({ onDragging, onFiles }: DropListeners): void => {
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    onDragging(true);
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) onDragging(false);
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    onDragging(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
};
