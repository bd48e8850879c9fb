import { fromDatabases } from './databases.ts';
import type { Exporter } from './exporter.ts';
import { byJavaLibraries } from './java.ts';
import { byJavaScriptPackages } from './javascript.ts';
import { fromLanguages } from './languages.ts';
import { fromSheetsAndCommands } from './spreadsheets-and-commands.ts';

/** All that were tried. */
export const exporters: readonly Exporter[] = [
  ...fromDatabases,
  ...fromLanguages,
  ...fromSheetsAndCommands,
  ...byJavaScriptPackages,
  ...byJavaLibraries,
];
