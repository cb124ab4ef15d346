import {
  checkbox,
  currency,
  day,
  type InputOf,
  inputOf,
  money,
  type ResourceAction,
  reference,
  text,
} from 'guildhall/sdk';
import { companies, contacts, pipelines } from '../api.ts';
import { convertProspect } from '../domain/prospects/convert-prospect.ts';
import { suggestConversion } from '../domain/prospects/suggest-conversion.ts';
import type { prospectFields } from '../resources/prospect-fields.ts';

const form = {
  contactId: reference(() => contacts, { label: 'Contact', help: 'Leave empty to make a new one.' }),
  companyId: reference(() => companies, { label: 'Company', help: 'Leave empty to make a new one.' }),
  withDeal: checkbox({ default: true, label: 'Make a deal' }),
  dealName: text(),
  pipelineId: reference(() => pipelines, { label: 'Pipeline', help: 'The first one, when left empty.' }),
  valueMinor: money({ currencyField: 'currency', min: 0, label: 'Value' }),
  currency: currency(),
  closesOn: day({ label: 'Closes on' }),
};

export const conversion: ResourceAction<typeof prospectFields, InputOf<typeof form>> = {
  label: 'Convert',
  icon: 'transform',
  form,
  input: inputOf(form),
  access: 'crm:write',
  offered: (prospect) => prospect.convertedAt === null,
  suggest: suggestConversion,
  run: convertProspect,
};
