import { bareDomain, domainPattern } from './bare-domain.ts';

/** Domains that many share: an address there says nothing about where somebody works. */
const shared = new Set([
  ...['126.com', '163.com', 'aol.com', 'att.net', 'bluewin.ch', 'btinternet.com', 'comcast.net', 'etsy.com'],
  ...['facebook.com', 'fastmail.com', 'free.fr', 'freenet.de', 'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com'],
  ...[
    'gmx.de',
    'gmx.net',
    'googlemail.com',
    'hetnet.nl',
    'hey.com',
    'home.nl',
    'hotmail.co.uk',
    'hotmail.com',
  ],
  ...['hotmail.de', 'hotmail.fr', 'hotmail.nl', 'icloud.com', 'instagram.com', 'kpnmail.nl', 'laposte.net'],
  ...[
    'libero.it',
    'linkedin.com',
    'linktr.ee',
    'live.com',
    'live.nl',
    'mac.com',
    'mail.com',
    'mail.ru',
    'me.com',
  ],
  ...['msn.com', 'naver.com', 'online.nl', 'orange.fr', 'outlook.com', 'outlook.de', 'planet.nl', 'pm.me'],
  ...['proton.me', 'protonmail.com', 'qq.com', 'rediffmail.com', 'rocketmail.com', 'sfr.fr', 'sky.com'],
  ...['t-online.de', 'tutanota.com', 'twitter.com', 'upcmail.nl', 'verizon.net', 'virgilio.it', 'wanadoo.fr'],
  ...['web.de', 'x.com', 'xs4all.nl', 'yahoo.co.uk', 'yahoo.com', 'yahoo.de', 'yahoo.fr', 'yandex.ru'],
  ...['ymail.com', 'youtube.com', 'ziggo.nl', 'zoho.com'],
]);

/** The domain that a website or an e-mail address belongs to, unless many share it. */
export function ownDomain(address: string | null | undefined): string | null {
  const domain = bareDomain(address?.split('@').at(-1) ?? '');
  return domainPattern.test(domain) && !shared.has(domain) ? domain : null;
}
