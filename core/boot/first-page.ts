import type { Runtime } from '../runtime.ts';
import { isSetUp } from '../setup/is-set-up.ts';
import { setupToken } from '../setup/setup-token.ts';

/** Where to go in the browser. While nobody owns the instance the address carries what proves that one may. */
export async function firstPage({ database }: Runtime, address: string, secret: string): Promise<string> {
  return (await isSetUp(database)) ? address : `${address}/setup?token=${setupToken(secret)}`;
}
