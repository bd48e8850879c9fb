/** Runs the scanner once in a process of its own and prints its summary and the process's peak memory. */
import type { Context } from 'aws-lambda';
import { handler } from '../../lambdas/scanner/index.ts';

const context = { getRemainingTimeInMillis: () => 600_000, awsRequestId: 'r' } as Context;
const summary = await handler({}, context);
// In kilobytes.
const { maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ summary, peakRssMb: maxRSS / 1024 })}\n`);
