/** A person at a company, as a small agency knows them. */
export interface DemoContact {
  readonly name: string;
  readonly jobTitle: string;
  readonly company: string;
  readonly domain: string;
  readonly city: string;
  readonly phone: string;
  readonly status: 'lead' | 'active' | 'inactive' | 'churned';
}

const table = `
Ingrid Halvorsen | Managing director | Fjordlys Interiør | fjordlys.example | Bergen | +47 55 90 12 48 | active
Tomás Herrera | Head of marketing | Café Almendro | almendro.example | Sevilla | +34 954 22 18 06 | active
Aoife Brennan | Founder | Brennan & Daughters | brennan.example | Galway | +353 91 530 177 | lead
Mats Lindqvist | Purchasing | Lindqvist Marine | lindqvist.example | Göteborg | +46 31 774 20 15 | active
Giulia Ferrante | Owner | Ferrante Ceramiche | ferrante.example | Faenza | +39 0546 66 41 90 | active
Noor van Dijk | Operations | Van Dijk Bloemen | vandijk.example | Aalsmeer | +31 297 38 45 12 | active
Émile Fontaine | Directeur commercial | Fontaine Horlogerie | fontaine.example | Besançon | +33 3 81 44 72 09 | lead
Katarzyna Nowak | CEO | Nowak Logistyka | nowak.example | Poznań | +48 61 827 33 40 | active
Jonas Petersen | Brand manager | Petersen Cykler | petersen.example | Aarhus | +45 86 19 44 73 | active
Priya Raman | Product lead | Kestrel Instruments | kestrel.example | Cambridge | +44 1223 496 118 | lead
Lukas Baumgartner | Geschäftsführer | Baumgartner Holzbau | baumgartner.example | Graz | +43 316 81 40 27 | active
Sofia Carvalho | Marketing | Quinta do Carvalho | carvalho.example | Évora | +351 266 70 31 95 | active
Henrik Solberg | Chair | Solberg Rederi | solberg.example | Ålesund | +47 70 10 66 32 | inactive
Marta Kowalczyk | Buyer | Zielony Sklep | zielony.example | Kraków | +48 12 411 58 06 | lead
Declan O’Shea | Partner | O’Shea Architects | oshea.example | Cork | +353 21 496 0142 | active
Anneliese Roth | Director | Roth Optik | rothoptik.example | Jena | +49 3641 57 38 20 | active
Bastien Girard | Cofondateur | Atelier Girard | girard.example | Nantes | +33 2 40 12 87 64 | lead
Elif Yıldız | General manager | Yıldız Tekstil | yildiz.example | Bursa | +90 224 271 48 33 | active
Rasmus Holm | CTO | Holm Robotics | holm.example | Odense | +45 66 11 90 25 | lead
Chiara Bellini | Amministratrice | Bellini Vini | bellini.example | Alba | +39 0173 44 02 81 | churned
Pieter Claes | Zaakvoerder | Claes Brouwerij | claes.example | Leuven | +32 16 22 71 40 | active
Hanna Virtanen | Design lead | Virtanen Valaisin | virtanen.example | Tampere | +358 3 212 6074 | lead
Oliver Whitcombe | Trustee | Whitcombe Museum | whitcombe.example | Bath | +44 1225 496 053 | active
Zsófia Szabó | Owner | Szabó Pékség | szabo.example | Pécs | +36 72 511 208 | lead
`;

export function demoContacts(): DemoContact[] {
  return table.trim().split('\n').map(contactOf);
}

function contactOf(line: string): DemoContact {
  const [name = '', jobTitle = '', company = '', domain = '', city = '', phone = '', status] =
    line.split(' | ');
  return { name, jobTitle, company, domain, city, phone, status: status as DemoContact['status'] };
}

/** People they do not know yet. */
export const demoProspects = [
  {
    firstName: 'Nadia',
    lastName: 'Benali',
    companyName: 'Benali Patisserie',
    source: 'Website',
    stage: 'new',
  },
  {
    firstName: 'Viktor',
    lastName: 'Sørli',
    companyName: 'Sørli Sykler',
    source: 'Fair in Oslo',
    stage: 'contacted',
  },
  {
    firstName: 'Ruth',
    lastName: 'Abernathy',
    companyName: 'Abernathy Wool',
    source: 'Referral',
    stage: 'qualified',
  },
  {
    firstName: 'Dario',
    lastName: 'Conti',
    companyName: 'Conti Ascensori',
    source: 'Website',
    stage: 'contacted',
  },
  {
    firstName: 'Lena',
    lastName: 'Hofstetter',
    companyName: 'Hofstetter Bau',
    source: 'Referral',
    stage: 'new',
  },
] as const;
