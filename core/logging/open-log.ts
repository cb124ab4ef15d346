import { type DestinationStream, pino } from 'pino';
import type { Config } from '../../config/schema.ts';
import type { Logger } from '../sdk/index.ts';
import { limitStorms } from './limit-storms.ts';
import { readableLine } from './readable-line.ts';

const secretKeys = ['password', 'secret', 'token', 'authorization', 'cookie'];

/**
 * Lines of JSON on standard output, or lines for the eye when that is a terminal. What may be a
 * secret is blotted out wherever it stands, and storms of like lines become a few.
 */
export function openLog(
  { logLevel }: Pick<Config, 'logLevel'>,
  output: NodeJS.WriteStream = process.stdout,
): Logger {
  const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const options = { level: logLevel, base: null, redact: { paths, censor: '[hidden]' } };
  return limitStorms(output.isTTY ? pino(options, forTheEye(output)) : pino(options, output));
}

function forTheEye(output: NodeJS.WriteStream): DestinationStream {
  return { write: (line) => void output.write(`${readableLine(line)}\n`) };
}
