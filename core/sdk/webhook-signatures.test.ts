import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { isSameText, isSignedBy, verifyStandardWebhook, verifyTimestamped } from './webhook-signatures.ts';

const body = Buffer.from('{"test": 2432232314}');

describe('sdk: signatures of webhooks', () => {
  it('are compared whole', () => {
    expect([isSameText('abc', 'abc'), isSameText('abc', 'abd'), isSameText('abc', 'ab')]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it('by HMAC-SHA256, as in RFC 4231, test case 2', () => {
    const signature = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const asked = { signed: 'what do ya want for nothing?', secret: 'Jefe', encoding: 'hex' } as const;
    expect(isSignedBy({ ...asked, signature })).to.equal(true);
    expect(isSignedBy({ ...asked, signature: signature.replace('5', '6') })).to.equal(false);
  });

  it('by the Standard Webhooks scheme, as in its own reference libraries', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v2,xx v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const found = verifyStandardWebhook({ headers, query: {}, body }, secret);
    expect(found).to.deep.equal({
      deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      signedAt: new Date(1_614_265_330_000),
      payload: { test: 2432232314 },
    });
    expect(verifyStandardWebhook({ headers, query: {}, body: Buffer.from('{}') }, secret)).to.equal(null);
    const other = { ...headers, 'webhook-id': 'msg_other' };
    expect(verifyStandardWebhook({ headers: other, query: {}, body }, secret)).to.equal(null);
  });

  it('with a time, of which any will do', () => {
    const v1 = createHmac('sha256', 'key')
      .update(Buffer.concat([Buffer.from('1614265330.'), body]))
      .digest('hex');
    expect(verifyTimestamped(body, `t=1614265330,v1=00,v1=${v1}`, 'key')).to.deep.equal({
      signedAt: new Date(1_614_265_330_000),
    });
    for (const header of ['', 't=1614265330', `t=1614265331,v1=${v1}`, `v1=${v1}`, `t=x,v1=${v1}`]) {
      expect(verifyTimestamped(body, header, 'key'), header).to.equal(null);
    }
  });
});
