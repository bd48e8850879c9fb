import { html, type Html } from '../../shared/screen/html.ts';
import type { AudienceSheet } from '../domain/shown.ts';
import type { Reader } from './reader.ts';

export const audiencePage = ({ item: { fileName } }: AudienceSheet, _reader: Reader): Html =>
  html`<h1>${fileName}</h1>`;
