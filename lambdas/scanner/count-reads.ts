import type { ScanProjectPorts } from './scan-project.ts';

type Reads = Pick<ScanProjectPorts, 'listFiles' | 'readKnownFiles'>;

/**
 * The same ports, and how much they have read by now: so many objects, or items of audiences, whichever are more. An item costs more than an
 * object, and there may be thousands whose files are gone.
 */
export const countReads = ({
  listFiles,
  readKnownFiles,
}: Reads): { ports: Reads; items: () => number } => {
  const read = { objects: 0, items: 0 };
  async function* counted<T>(stream: AsyncIterable<T>, kind: keyof typeof read): AsyncGenerator<T> {
    for await (const one of stream) {
      read[kind] += 1;
      yield one;
    }
  }
  return {
    ports: {
      listFiles: (...of) => counted(listFiles(...of), 'objects'),
      readKnownFiles: (...of) => counted(readKnownFiles(...of), 'items'),
    },
    items: () => Math.max(read.objects, read.items),
  };
};
