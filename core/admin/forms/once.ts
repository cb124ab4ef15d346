import { v7 as newId } from 'uuid';
import { argsHash } from '../../actions/args-hash.ts';
import { type Typed, textOf } from './typed.ts';

const name = 'form.key';

/** Goes along with a form unseen, so that sent twice it does it once. */
export function onceField(typed: Typed): { readonly name: string; readonly value: string } {
  return { name, value: textOf(typed, name) || newId() };
}

/** The key of what a form asks for. With other values it is something else: who goes back and changes it wants another. */
export function onceKey(typed: Typed, action: string, input: unknown): string | undefined {
  const key = textOf(typed, name);
  return key === '' ? undefined : `form-${key}-${argsHash(action, input).slice(0, 16)}`;
}
