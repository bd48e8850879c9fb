/** A server in a process of its own, which tells its parent the most memory that it ever had. */
import process from 'node:process';
import { startS3 } from '../../../local/s3/index.ts';

const [directory = ''] = process.argv.slice(2);
const server = await startS3({ directory, bucket: 'inbox', port: 0 });
process.send?.({ url: server.url });
process.on('message', () => process.send?.({ peakKiB: process.resourceUsage().maxRSS }));
process.on('disconnect', () => void server.close().finally(() => process.exit()));
