import { expect } from 'chai';
import { pathOf } from './error-log.ts';

describe('logs: the path of a request', () => {
  const shown = (originalUrl: string) => pathOf({ originalUrl });

  it('holds no question', () => {
    expect(shown('/api/crm/contacts?q=ada')).to.equal('/api/crm/contacts');
  });

  it('holds no token of an invitation or of a webhook', () => {
    expect(shown('/invitations/abc-DEF_1/acceptance?x=1')).to.equal('/invitations/…/acceptance');
    expect(shown('/password/abc-DEF_1')).to.equal('/password/…');
    expect(shown('/hooks/abc-DEF_1')).to.equal('/hooks/…');
    expect(shown('/hooks')).to.equal('/hooks');
  });
});
