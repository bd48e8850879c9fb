import { type Exporter, type Outcome } from './exporter.ts';

const asText = 'Give it IDs as text: a number of JavaScript has room for 15 digits.';
const byJavaScript = (
  tool: string,
  version: string,
  files: readonly string[],
  outcomes: { hard?: Outcome; num?: Outcome } = {},
  set = asText,
): Exporter => ({
  ...{ tool, version, as: 'objects or rows', files, set },
  ...{ hard: 'all', num: 'rounded', ...outcomes },
});

export const byJavaScriptPackages: readonly Exporter[] = [
  {
    ...{ tool: 'Polars for Node', version: '0.25.2', as: '`writeCSV` of bigints as `Int64`' },
    ...{ files: ['polars-writeCSV'], hard: 'all', num: 'header-only' },
    set: 'Give it text, or leave the type out: [it takes no bigint](../findings/nodejs-polars-int64.sh) as `Int64`, and writes no value at all.',
  },
  {
    ...{ tool: 'Polars for Node', version: '0.25.2', as: '`writeCSV` of numbers of JavaScript' },
    ...{ files: ['polars-writeCSV-jsnumbers'], num: 'decimal', set: 'Cast to `pl.Utf8` first.' },
  },
  byJavaScript('csv-stringify', '6.9.0', ['csv-stringify-aoa', 'csv-stringify-objects-header']),
  byJavaScript('PapaParse', '5.7.1', ['papaparse-aoa', 'papaparse-objects']),
  byJavaScript('fast-csv', '5.0.8', ['fast-csv-aoa', 'fast-csv-objects-headers']),
  byJavaScript('json2csv', '5.0.7', ['json2csv5-parse', 'json2csv5-withBOM']),
  byJavaScript('@json2csv', '7.0.8', ['json2csv7-plainjs', 'json2csv7-node']),
  byJavaScript('csv-string', '4.1.1', ['csv-string-aoa', 'csv-string-per-row']),
  byJavaScript('d3-dsv', '3.0.2', ['d3-dsv']),
  byJavaScript('Arquero', '7.2.1', ['arquero-toCSV']),
  byJavaScript('AlaSQL', '4.19.1', ['alasql-intocsv']),
  byJavaScript('comma-separated-values', '3.6.4', ['comma-separated-values']),
  byJavaScript('export-to-csv', '1.5.0', ['export-to-csv']),
  byJavaScript('json-2-csv', '5.6.0', ['json-2-csv']),
  byJavaScript('ExcelJS', '4.4.0', ['exceljs-writeFile']),
  byJavaScript('csv-writer', '1.6.0', ['csv-writer'], { hard: 'cr' }),
  byJavaScript('jsonexport', '3.2.0', ['jsonexport'], { hard: 'cr' }),
  byJavaScript('objects-to-csv', '1.3.6', ['objects-to-csv'], { hard: 'cr' }),
  byJavaScript(
    'react-csv',
    '2.2.2',
    ['react-csv'],
    { hard: 'broken-quote' },
    'Double quotes in the data yourself ([it does not](../findings/react-csv-quotes.sh)), and give it IDs as text.',
  ),
  byJavaScript(
    'array-to-csv',
    '1.0.1',
    ['array-to-csv'],
    { hard: 'broken-quote' },
    'Another package: [it doubles no quotes](../findings/array-to-csv-quotes.sh), and quotes no line end.',
  ),
  byJavaScript('convert-array-to-csv', '2.0.0', ['convert-array-to-csv'], { hard: 'cr' }),
  byJavaScript('@vanillaes/csv', '3.0.8', ['vanillaes-csv']),
  byJavaScript('comma-separated', '2.0.1', ['comma-separated']),
  byJavaScript('@iwsio/json-csv-node', '6.2.4', ['iwsio-json-csv'], { hard: 'cr' }),
  byJavaScript(
    'SheetJS xlsx',
    '0.18.5',
    ['xlsx-writeFile-csv', 'xlsx-json_to_sheet', 'xlsx-aoa-ID', 'xlsx-from-xlsx'],
    { hard: 'cr', num: 'scientific' },
    `${asText} From a sheet: \`rawNumbers: true\`.`,
  ),
];
