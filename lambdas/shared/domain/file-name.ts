const fileSuffix = '.csv';

/** `vip.csv` -> `vip` */
export const audienceNameOf = (fileName: string): string => fileName.slice(0, -fileSuffix.length);

/** `vip` -> `vip.csv` */
export const fileNameOf = (audienceName: string): string => audienceName + fileSuffix;

/** Directly under the path, with the suffix, and a name before it. */
export const isImportable = (fileName: string): boolean =>
  fileName.endsWith(fileSuffix) && fileName.length > fileSuffix.length && !fileName.includes('/');

/**
 * Control and text-direction characters let one name look like another, or like part of a mail's header. Noncharacters
 * are shown as nothing, and no XML may contain some of them.
 */
export const isDeceptive = (fileName: string): boolean =>
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u.test(fileName);
