/** What a file may be that is no CSV. */
export const foreignThings = [
  ...(['xlsx', 'ods', 'xls', 'zip'] as const),
  ...(['bzip2', 'xz', '7-zip', 'rar', 'lz4', 'snappy', 'compress', 'tar', 'twice'] as const),
  ...(['parquet', 'orc', 'avro', 'arrow', 'sqlite'] as const),
  ...(['pdf', 'apple-double', 'html', 'xml', 'json'] as const),
  /** it begins with zeros; there is nothing else */
  ...(['zeros', 'nothing-but-zeros'] as const),
] as const;
export type ForeignThing = (typeof foreignThings)[number];
