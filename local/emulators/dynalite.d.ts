/** dynalite brings no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** milliseconds that a table stays in CREATING, DELETING, UPDATING */
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }

  /** A server that keeps its tables in memory. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
