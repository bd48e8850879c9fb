import { nothing, type Exporter } from './exporter.ts';

export const fromSheetsAndCommands: readonly Exporter[] = [
  {
    ...{ tool: 'Miller', version: '6.6.0', as: '`mlr --icsv`, `--ijson`', hard: 'all', num: 'all' },
    ...{ files: ['mlr-csv2csv', 'mlr-json2csv'], set: nothing },
  },
  {
    ...{
      tool: 'csvkit',
      version: '1.0.7',
      as: '`csvcut`, `in2csv`, `sql2csv`',
      hard: 'cr',
      num: 'all',
    },
    ...{
      files: ['csvcut', 'in2csv-csv', 'in2csv-json', 'sql2csv'],
      set: '`in2csv -I`: it drops leading zeros without.',
    },
  },
  {
    ...{
      tool: 'csvkit',
      version: '1.0.7',
      as: '`csvsql --query`',
      files: ['csvsql'],
      hard: 'cr',
      num: 'decimal',
    },
    set: '`-I`.',
  },
  {
    ...{
      tool: 'csvtool',
      version: 'Debian 12',
      as: '`csvtool`',
      files: ['csvtool'],
      hard: 'blank',
      num: 'all',
    },
    set: 'Another tool: it trims.',
  },
  {
    ...{
      tool: 'VisiData',
      version: '2.11',
      as: '`vd -b -o`',
      files: ['vd'],
      hard: 'blank',
      num: 'all',
    },
    set: 'Another tool: it trims.',
  },
  {
    ...{
      tool: 'gawk',
      version: '5.2.1',
      as: 'printing a field',
      files: ['gawk'],
      hard: 'broken-quote',
      num: 'all',
    },
    set: 'A tool that knows quotes, such as Miller.',
  },
  {
    ...{
      tool: 'jq',
      version: '1.6',
      as: '`@csv`',
      files: ['jq-csv', 'jq-csv-header'],
      hard: 'all',
      num: 'rounded',
    },
    set: 'Strings in the JSON; jq 1.7 keeps digits.',
  },
  {
    ...{
      tool: 'jq',
      version: '1.6',
      as: '`-r`',
      files: ['jq-raw'],
      hard: 'several-columns',
      num: 'rounded',
    },
    set: '`@csv`, and strings in the JSON.',
  },
  {
    ...{ tool: 'Excel files by LibreOffice', version: '7.4.7', as: '`--convert-to csv`' },
    files: ['libreoffice-convert', 'libreoffice-convert-C'],
    ...{ hard: 'lost-characters', num: 'scientific' },
    set: 'The filter option 76 (UTF-8): `csv:"Text - txt - csv (StarCalc)":44,34,76`; IDs as Text in the sheet.',
  },
  {
    ...{ tool: 'Excel files by LibreOffice', version: '7.4.7', as: 'the same, with UTF-8' },
    ...{
      files: ['libreoffice-convert-utf8'],
      hard: 'cr',
      num: 'scientific',
      set: 'IDs as Text in the sheet.',
    },
  },
  {
    ...{
      tool: 'Excel files by Gnumeric',
      version: '1.12.55',
      as: '`ssconvert`',
      files: ['ssconvert'],
    },
    ...{ hard: 'cr', num: 'rounded', set: 'IDs as Text in the sheet.' },
  },
  {
    ...{ tool: 'Excel files by csvkit', version: '1.0.7', as: '`in2csv`', files: ['in2csv-xlsx'] },
    ...{ hard: 'cr', num: 'rounded', set: 'IDs as Text in the sheet.' },
  },
];
