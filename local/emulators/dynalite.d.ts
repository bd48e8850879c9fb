/** dynalite brings no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** milliseconds that a table stays in CREATING, DELETING, UPDATING */
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    /** folder of a LevelDB; in memory if it is not given */
    path?: string;
  }

  /** A server that closes its tables when it is closed. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
