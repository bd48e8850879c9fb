const plain = new Intl.NumberFormat('en-US');

/** `1 audience`, `1,234 audiences`. */
export const countOf = (count: number, noun: string): string =>
  `${plain.format(count)} ${noun}${count === 1 ? '' : 's'}`;
