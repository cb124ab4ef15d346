import { pino } from 'pino';
import type { Config } from '../../config/schema.ts';
import type { Logger } from '../sdk/index.ts';

const secretKeys = ['password', 'secret', 'token', 'authorization', 'cookie'];

/** Lines of JSON on standard output; what may be a secret is blotted out wherever it stands. */
export function openLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino({ level: logLevel, base: null, redact: { paths, censor: '[hidden]' } });
}
