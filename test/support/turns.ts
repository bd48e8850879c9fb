/** Resolves when it is the actor's turn. */
export type Turn = () => Promise<void>;

/** A course of action that goes on only when it is told to. Left alone it is a worker that died. */
export interface Actor {
  /** Lets it go on from one turn to the next, or to its end. Nothing happens after that. */
  step: () => Promise<void>;
  /** Lets it go on to its end. */
  finish: () => Promise<void>;
}

/** Starts what waits for its turn before each step that others could notice. */
export const startActor = (act: (turn: Turn) => Promise<void>): Actor => {
  let isOver = false;
  let waits = Promise.withResolvers<undefined>();
  let goesOn = Promise.withResolvers<undefined>();
  const turn: Turn = () => {
    waits.resolve(undefined);
    return goesOn.promise;
  };
  void act(turn).then(
    () => {
      isOver = true;
      waits.resolve(undefined);
    },
    (error: unknown) => {
      isOver = true;
      waits.reject(error);
    },
  );
  const step = async (): Promise<void> => {
    await waits.promise;
    if (isOver) return;
    waits = Promise.withResolvers();
    const { resolve } = goesOn;
    goesOn = Promise.withResolvers();
    resolve(undefined);
    await waits.promise;
  };
  return {
    step,
    finish: async () => {
      while (!isOver) await step();
    },
  };
};
