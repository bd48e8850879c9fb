import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Bucket } from './operations/operation.ts';
import type { Rights } from './operations/rights.ts';
import { PortInUseError } from './port-in-use-error.ts';
import { createRequestHandler, type Refuse } from './request-handler.ts';
import { BucketFolder } from './store/bucket-folder.ts';
import { DirectoryNames } from './store/directory-names.ts';
import { EtagJournal } from './store/etag-journal.ts';
import { hasCode } from './store/file-errors.ts';
import type { OnObjectChange } from './store/object-change.ts';
import { Objects } from './store/objects.ts';
import { Uploads } from './store/uploads.ts';
import { type FolderWatch, watchFolder } from './store/watch-folder.ts';
import { createWatchTrouble, type OnWatchTrouble } from './store/watch-trouble.ts';

export interface S3Options {
  /** The bucket's content: the file `directory/<key>` is the object `<key>`. Created when missing. */
  directory: string;
  bucket: string;
  /** 0 takes any free port */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
  /** Milliseconds since 1970 that new objects are dated with. @default the file system's time */
  clock?: () => number;
  /** Why a request is not taken, whoever sends it; the answer is `AccessDenied`. @default all are taken */
  refuse?: Refuse;
  /** Another port, for somebody who has only these rights. @default there is none */
  guest?: { port: number; rights: Rights } | undefined;
  /** Told of each object that is created or removed, also by who writes into the folder. @default nobody is told */
  events?: ObjectEvents | undefined;
}

export interface ObjectEvents {
  onChange: OnObjectChange;
  /** what cannot be watched is not told */
  onTrouble: OnWatchTrouble;
}

export interface S3Server {
  /** `http://<host>:<port>` */
  url: string;
  /** the same for the guest */
  guestUrl: string | undefined;
  /** Breaks the connections that are open and resolves when nothing is left behind. */
  close: () => Promise<void>;
}

/** Longer than clients keep idle connections, so that none sends a request into one that is being closed. */
const keepAliveMs = 70_000;

const listen = async (server: Server, host: string, port: number): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen(port, host, () => {
    resolve(undefined);
  });
  try {
    await promise;
  } catch (error) {
    throw hasCode(error, 'EADDRINUSE') ? new PortInUseError(host, port, { cause: error }) : error;
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};

/** One address of the bucket. */
const open = async (
  bucket: Bucket,
  { host, port, ...checks }: { host: string; port: number; rights?: Rights; refuse?: Refuse },
): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0 });
  const handler = createRequestHandler(bucket, checks);
  server.on('request', handler.handle);
  server.on('checkContinue', handler.handleExpectation);
  const actualPort = await listen(server, host, port);
  return {
    url: `http://${host}:${actualPort}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await handler.idle();
    },
  };
};

const watchObjects = (
  root: string,
  objects: Objects,
  { onTrouble }: ObjectEvents,
): Promise<FolderWatch> => {
  const trouble = createWatchTrouble(root, onTrouble);
  const fail = (key: string) => (error: unknown) => {
    trouble.ofFile(key, error);
  };
  return watchFolder({
    root,
    onFile: (key) => void objects.tellOfFile(key).catch(fail(key)),
    onGone: (key) => void objects.tellOfGone(key).catch(fail(key)),
    onError: trouble.ofWatcher,
  });
};

/**
 * Serves a folder as an S3 bucket. One server a folder at a time.
 *
 * @throws PortInUseError
 */
export const startS3 = async (options: S3Options): Promise<S3Server> => {
  const { directory, bucket: name, port, host = '127.0.0.1', clock, guest, events } = options;
  const address = { host, ...(options.refuse && { refuse: options.refuse }) };
  const folder = await BucketFolder.open(directory);
  const { birthtime: created } = await stat(folder.root);
  const etags = await EtagJournal.open(folder.journal);
  const objects = new Objects(folder, etags, clock, events?.onChange);
  const names = new DirectoryNames(folder);
  const bucket: Bucket = { name, created, folder, names, objects, uploads: new Uploads(folder) };
  const addresses: Awaited<ReturnType<typeof open>>[] = [];
  let watching: FolderWatch | undefined;
  const close = async (): Promise<void> => {
    await watching?.close();
    await Promise.all(addresses.map((address) => address.close()));
    await etags.close();
  };
  try {
    const forAll = await open(bucket, { ...address, port });
    addresses.push(forAll);
    watching = events && (await watchObjects(folder.root, objects, events));
    const forGuest = guest && (await open(bucket, { ...address, ...guest }));
    if (forGuest) addresses.push(forGuest);
    return { url: forAll.url, guestUrl: forGuest?.url, close };
  } catch (error) {
    await close();
    throw error;
  }
};
