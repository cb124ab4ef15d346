/** For whoever sits at the terminal; the log goes its own way. */
export function say(message: string): void {
  process.stderr.write(`guildhall: ${message}\n`);
}
