/**
 * The log: one JSON object a line on standard error. What could name a person or open a door is removed by field
 * name wherever it stands, because a log outlives the access rights of whoever reads it.
 */
import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const PERSONAL = ['name', 'label', 'email', 'phone', 'address', 'ipAddress', 'card', 'paymentInstrument', 'document'];
const SECRET = ['authorization', 'cookie', 'set-cookie', 'token', 'key', 'secret', 'password', 'signInUrl', 'hashKey'];
const CONTENT = ['attributes', 'fields', 'variables', 'body'];

/** Field names hidden at any of the first four levels: pino's paths have no wildcard for depth. */
export const REDACTED = [...PERSONAL, ...SECRET, ...CONTENT];
const paths = REDACTED.flatMap((field) => ['', '*.', '*.*.', '*.*.*.'].map((prefix) => `${prefix}["${field}"]`)).map(
  (path) => path.replaceAll('.[', '['),
);

export function createLog(level: LogLevel, stream: DestinationStream = destination({ fd: 2, sync: true })): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[redacted]' } },
    stream,
  );
}
