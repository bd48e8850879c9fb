/** `node join-by-duckdb.ts QUERY FILE USERS MEMBERS`: a contestant. */
import { DuckDBInstance } from '@duckdb/node-api';
import { queries } from './queries.ts';
import { reportUsage } from './report-usage.ts';

const [name = '', file = '', users = '', members = ''] = process.argv.slice(2);
const query = Object.entries(queries).find(([key]) => key === name)?.[1];
if (query === undefined) throw new RangeError(`there is no query "${name}"`);

/** Everything is told that it would otherwise find out by reading the start of the file. */
const view = (table: string, path: string): string =>
  `CREATE VIEW ${table} AS FROM read_csv('${path}', columns = {'id': 'VARCHAR'}, header = false,
     auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n')`;

await reportUsage(async () => {
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  await connection.run('SET preserve_insertion_order = false');
  await connection.run(view('file', file));
  await connection.run(view('users', users));
  await connection.run(`COPY (${query}) TO '${members}' (FORMAT csv, HEADER false)`);
});
