/** `treasure-data` -> `TreasureData`, as logical IDs are written. */
export const inPascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
