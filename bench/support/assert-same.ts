/** Every contestant must give the same answer. @throws Error naming those that do not */
export const assertSame = (what: string, answers: Readonly<Record<string, unknown>>): void => {
  if (new Set(Object.values(answers)).size > 1)
    throw new Error(`${what} differ: ${JSON.stringify(answers)}`);
};
