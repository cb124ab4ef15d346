/** A deal with the company of a contact; `closesIn` are days from today. */
export interface DemoDeal {
  readonly stage: string;
  readonly name: string;
  readonly company: string;
  readonly value: number;
  readonly closesIn: number;
  readonly priority: 'low' | 'medium' | 'high' | 'critical';
  readonly nextStep: string;
}

const table = `
Qualification | Spring catalogue | Zielony Sklep | 4800 | 46 | medium | Send references
Qualification | Bakery signage | Szabó Pékség | 2150 | 58 | low |
Qualification | Trade fair stand | Holm Robotics | 18400 | 71 | high | Call Rasmus about floor plan
Qualification | Photo library | Atelier Girard | 6300 | 64 | medium |
Discovery | Lighting configurator | Virtanen Valaisin | 31500 | 52 | high | Workshop in Tampere
Discovery | Visitor guide app | Whitcombe Museum | 22000 | 49 | medium | Meet the trustees
Discovery | Watch face microsite | Fontaine Horlogerie | 9700 | 38 | low |
Discovery | Annual report | Nowak Logistyka | 7400 | 41 | medium | Collect last year’s figures
Proposal | New website | Brennan & Daughters | 14900 | 27 | high | Walk Aoife through the offer
Proposal | Instrument brochure | Kestrel Instruments | 8600 | 33 | medium |
Proposal | Packaging, autumn line | Ferrante Ceramiche | 12250 | 24 | medium | Samples to Faenza
Proposal | Flower subscription shop | Van Dijk Bloemen | 26800 | 30 | critical | Answer about payments
Negotiation | Brand refresh | Lindqvist Marine | 38500 | 12 | critical | Contract back from legal
Negotiation | Cargo bike campaign | Petersen Cykler | 16200 | 9 | high | Agree on two instalments
Negotiation | Textile lookbook | Yıldız Tekstil | 11400 | 16 | medium |
Won | Timber showroom film | Baumgartner Holzbau | 21300 | -6 | high |
Won | Menu and terrace | Café Almendro | 5200 | -3 | medium |
Won | Practice website | O’Shea Architects | 17600 | -11 | medium |
Won | Harvest labels | Quinta do Carvalho | 3900 | -15 | low |
Lost | Ship naming event | Solberg Rederi | 28000 | -20 | medium |
`;

export function demoDeals(): DemoDeal[] {
  return table.trim().split('\n').map(dealOf);
}

function dealOf(line: string): DemoDeal {
  const [stage = '', name = '', company = '', value, closesIn, priority, nextStep = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  return {
    ...{ stage, name, company, nextStep, value: Number(value), closesIn: Number(closesIn) },
    priority: priority as DemoDeal['priority'],
  };
}

/** What was said and done about one of them; `ago` are days. */
export const demoTimeline = [
  {
    ago: 21,
    type: 'call',
    subject: 'First call: they outgrew the logo of 1998',
    outcome: 'Wants three directions',
  },
  {
    ago: 17,
    type: 'meeting',
    subject: 'Workshop aboard the Saltsjön',
    outcome: 'Blue stays, the anchor goes',
  },
  { ago: 9, type: 'email', subject: 'Offer with three directions sent', outcome: '' },
  { ago: 4, type: 'note', subject: 'Mats prefers the second direction', outcome: '' },
  {
    ago: 1,
    type: 'call',
    subject: 'Terms: 40 % at the start, the rest on delivery',
    outcome: 'Legal reads it this week',
  },
] as const;
