/** What is used of it, so that types and lint need no installed bench/. */
declare module '@duckdb/node-api' {
  export class DuckDBInstance {
    static create(path: string, options: Record<string, string>): Promise<DuckDBInstance>;
    connect(): Promise<DuckDBConnection>;
  }

  export class DuckDBConnection {
    run(sql: string): Promise<unknown>;
  }
}
