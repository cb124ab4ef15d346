import { expect } from 'chai';
import type { Request } from 'express';
import { isDirectVisitor } from '../../core/setup/http/direct-visitor.ts';

const visit = (remoteAddress: string, headers: Record<string, string>) =>
  isDirectVisitor({ socket: { remoteAddress }, headers } as unknown as Request);

describe('setup: who sits at this very machine', () => {
  for (const [address, host] of [
    ['127.0.0.1', 'localhost:3000'],
    ['::1', '[::1]:3000'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', 'LOCALHOST'],
  ] as const) {
    it(`is who comes from ${address} to ${host}`, () => {
      expect(visit(address, { host })).to.equal(true);
    });
  }

  for (const [address, host] of [
    ['192.168.1.20', 'localhost:3000'],
    ['127.0.0.1', 'guild.example'],
    ['127.0.0.1', 'localhost.evil.example'],
    ['127.0.0.1', '127.0.0.1.evil.example'],
    ['127.0.0.1', ''],
    ['::ffff:10.0.0.1', 'localhost'],
    ['', 'localhost'],
  ] as const) {
    it(`is not who comes from ${address || 'nowhere'} to ${host || 'no name'}`, () => {
      expect(visit(address, { host })).to.equal(false);
    });
  }
});
