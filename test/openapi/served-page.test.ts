import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { attachScreens } from '../../core/admin/screens.ts';
import { createApp } from '../../core/http/app.ts';
import { openApiRouter } from '../../core/http/openapi/openapi-router.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Served, serve } from '../http/served-app.ts';

describe('openapi: the readable page as it is served', () => {
  let app: TestApp;
  let served: Served;

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    const web = createApp(app.runtime, { openApi: [openApiRouter(app.runtime)] });
    attachScreens(web, app.runtime);
    served = await serve(web);
  });

  after(async () => {
    served.close();
    await app.stop();
  });

  const open = (path = '/api/docs') => served.send('GET', path, { key: app.keys.a.viewer });

  it('sends whoever is not signed in to sign in, and back afterwards', async () => {
    const answer = await served.send('GET', '/api/docs?q=deal');
    expect(answer.status).to.equal(303);
    expect(answer.headers.get('location')).to.equal('/sign-in?next=%2Fapi%2Fdocs%3Fq%3Ddeal');
  });

  it('shows every operation of the document, those of records at their own address alone', async () => {
    const document = JSON.parse((await open('/api/openapi.json')).text) as { paths: Record<string, object> };
    const { text } = await open();
    const operations = Object.values(document.paths).flatMap(
      (path) => Object.values(path) as { operationId: string; tags: string[] }[],
    );
    expect(operations.length).to.be.above(50);
    const shown = operations.filter(({ tags }) => !tags.includes('actions'));
    expect(shown.length).to.be.above(50);
    for (const { operationId } of shown) expect(text).to.contain(`id="${operationId}"`);
  });

  it('has nothing inline, and says no word in keys', async () => {
    const answer = await open();
    expect(answer.headers.get('content-security-policy')).to.contain("script-src 'self'");
    expect(answer.text).not.to.match(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/);
    expect(answer.text).not.to.match(/>api\.[a-z-]+</);
  });

  it('weighs little', async () => {
    expect(gzipSync((await open()).text).length).to.be.below(60_000);
  });

  it('finds operations without a script', async () => {
    const { text } = await open('/api/docs?q=merging');
    expect(text).to.contain('id="addCrmContactMerging"').and.not.to.contain('id="listCrmDeals"');
    const odd = await open(`/api/docs?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(odd.text).not.to.contain('<script>alert');
  });
});
