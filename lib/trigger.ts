export const triggers = ['schedule', 'events'] as const;

/** When files are looked for: every ten minutes, or also when S3 tells of one. */
export type Trigger = (typeof triggers)[number];
