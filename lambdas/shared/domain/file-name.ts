const fileSuffix = '.csv';

/** `vip.csv` -> `vip` */
export const audienceNameOf = (fileName: string): string => fileName.slice(0, -fileSuffix.length);

/** `vip` -> `vip.csv` */
export const fileNameOf = (audienceName: string): string => audienceName + fileSuffix;

/** Directly under the path, with the suffix, and a name before it. */
export const isImportable = (fileName: string): boolean =>
  fileName.endsWith(fileSuffix) && fileName.length > fileSuffix.length && !fileName.includes('/');

/** In any case, also of a file that is packed. Without the flag `u`, which would take `ſ` for an `s`. */
const objectSuffix = /\.csv(?:\.gz|\.zst)?$/i;

/** Finder, editors and uploaders put such ones beside a file: `._vip.csv`, `.vip.csv.swp`. */
export const isHidden = (objectName: string): boolean => objectName.startsWith('.');

/**
 * The file name of the audience that an object directly under the path is a file of: `vip.csv` for `vip.csv`, `vip.CSV`,
 * `vip.csv.gz` and `vip.Csv.ZST`.
 *
 * @returns undefined for what is no file of ours
 */
export const fileNameOfObject = (objectName: string): string | undefined => {
  if (isHidden(objectName) || objectName.includes('/')) return undefined;
  const audienceName = objectName.replace(objectSuffix, '');
  return audienceName === objectName || audienceName === '' ? undefined : fileNameOf(audienceName);
};

/** `vip.csv`, `.csv.gz` -> `vip.csv.gz` */
export const withSuffix = (fileName: string, suffix: string | undefined): string =>
  suffix === undefined ? fileName : audienceNameOf(fileName) + suffix;

/** Of an object whose file is called otherwise: `vip.csv`, `vip.csv.gz` -> `.csv.gz`. */
export const otherSuffixOf = (fileName: string, objectName: string): string | undefined =>
  fileName === objectName ? undefined : objectName.slice(audienceNameOf(fileName).length);

/**
 * Control and text-direction characters let one name look like another, or like part of a mail's header. Noncharacters
 * are shown as nothing, and no XML may contain some of them.
 */
export const isDeceptive = (fileName: string): boolean =>
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u.test(fileName);
