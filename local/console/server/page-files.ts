import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../page/', import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, folder));

export interface PageFiles {
  html: string;
  script: string;
  style: string;
  icon: string;
}

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [pathOf(entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2024',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
};

const readPageFiles = async (): Promise<PageFiles> => {
  const [html, icon, script, style] = await Promise.all([
    readFile(pathOf('index.html'), 'utf8'),
    readFile(pathOf('icon.svg'), 'utf8'),
    bundle('main.ts'),
    bundle('style/index.css'),
  ]);
  return { html, icon, script, style };
};

const files: { read?: Promise<PageFiles> } = {};

/** What the browser loads. It takes a moment to make, so that is done once. */
export const pageFiles = (): Promise<PageFiles> => (files.read ??= readPageFiles());
