/** What has been started, to be stopped from last to first, also when a start fails halfway. */
export interface UndoList {
  add: (undo: () => unknown) => void;
  run: () => Promise<void>;
}

export const createUndoList = (): UndoList => {
  const undos: (() => unknown)[] = [];
  return {
    add: (undo) => undos.push(undo),
    run: async () => {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo();
    },
  };
};
