import { text } from 'guildhall/sdk';

export const addressFields = {
  street: text({ label: 'Street and number' }),
  city: text({ max: 100 }),
  postalCode: text({ max: 20 }),
  region: text({ max: 100, label: 'State or region' }),
  country: text({ max: 100 }),
};

export const addressNames = ['street', 'city', 'postalCode', 'region', 'country'] as const;
