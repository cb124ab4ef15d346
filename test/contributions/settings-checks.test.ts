import { expect } from 'chai';
import { defineSettings, integer, money, reference, type Settings, text } from '../../core/sdk/index.ts';
import { declared, problemsOf } from './problems-of.ts';

describe('kernel: settings of a plugin', () => {
  it('can be kept as they say', () => {
    const settings = [
      defineSettings(
        'mail.sending',
        {
          Host: text(),
          port: integer(),
          key: text({ default: 'x' }),
          costMinor: money({ currencyField: 'coin' }),
        },
        { title: 'Sending', scope: 'workspace', secret: ['port', 'key', 'kye' as 'key'] },
      ),
      defineSettings(
        'mail.relay',
        { boxId: reference(() => ({ id: 'crm.contact' })) },
        { title: 'Relay', scope: 'instance', permission: 'workspace:rename' },
      ),
    ] as unknown as Settings[];
    expect(problemsOf(declared('mail', { settings }))).to.deep.equal([
      'settings mail.sending.Host: Name it in camelCase, at most 48 characters.',
      'settings mail.sending.costMinor: Its currency field "coin" is no currency field.',
      'settings mail.sending.secret: "port" is of kind integer. A secret is text.',
      'settings mail.sending.secret: "key" has a default, which everybody can read. Remove it.',
      'settings mail.sending.secret: There is no field "kye". Use Host, port, key or costMinor.',
      'settings mail.relay.boxId: A field of kind reference needs a workspace, and these settings have none.',
      'settings mail.relay.permission: A permission decides for settings of a workspace only. Remove it, or change the scope.',
    ]);
  });
});
