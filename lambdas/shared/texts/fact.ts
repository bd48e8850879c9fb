/** A paragraph of a mail with its heading. */
export type Fact = readonly [label: string, value: string];
