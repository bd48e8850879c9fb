/** `node join-by-duckdb.ts QUERY FILE USERS MEMBERS`: a contestant. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { queries } from './queries.ts';
import { reportUsage } from './report-usage.ts';

const [name = '', file = '', users = '', members = ''] = process.argv.slice(2);
const query = Object.entries(queries).find(([key]) => key === name)?.[1];
if (query === undefined) throw new RangeError(`there is no query "${name}"`);

/** Everything is told that it would otherwise find out by reading the start of the file. */
const view = (table: string, path: string): string =>
  `CREATE VIEW ${table} AS FROM read_csv('${path}', columns = {'id': 'VARCHAR'}, header = false,
     auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n')`;

const connect = async (): Promise<DuckDBConnection> => {
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const opened = await database.connect();
  await opened.run('SET preserve_insertion_order = false');
  await opened.run(view('file', file));
  await opened.run(view('users', users));
  return opened;
};

let connection: DuckDBConnection | undefined;

await reportUsage(async () => {
  connection ??= await connect();
  await connection.run(`COPY (${query}) TO '${members}' (FORMAT csv, HEADER false)`);
});
