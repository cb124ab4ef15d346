import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';

type Constructor = typeof IncomingMessage | typeof ServerResponse;

/**
 * Options of a Node server whose requests and responses have Express's prototypes from birth. Express
 * gives each object its prototype anew; V8 then makes a hidden class for every single one, which costs
 * a third of the throughput and fills the old generation. Given what it is already, it is left alone.
 */
export function bornForExpress({ request, response }: Express): ServerOptions {
  return {
    IncomingMessage: withPrototype(IncomingMessage, request),
    ServerResponse: withPrototype(ServerResponse, response),
  };
}

/** Node's constructors are plain functions, made to be called like this; `class extends` could not choose the prototype. */
function withPrototype<Base extends Constructor>(base: Base, prototype: object): Base {
  function born(this: object, first: unknown, second: unknown): void {
    Reflect.apply(base, this, [first, second]);
  }
  born.prototype = prototype;
  return born as unknown as Base;
}
