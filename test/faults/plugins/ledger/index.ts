import { definePlugin } from 'guildhall/sdk';
import {
  bookingMade,
  bookingRoute,
  carryOver,
  closeMinute,
  everyMinute,
  handOver,
  hearBooking,
} from './bookings.ts';
import { effect, entry } from './resources/records.ts';

export default definePlugin({
  id: 'ledger',
  title: 'Ledger',
  description: 'Writes that must all be there, each with what must follow from it, once.',
  icon: 'book',
  version: '1.0.0',
  compatible: '^0.1.0',
  permissions: {
    'ledger:read': { label: 'See the ledger', roles: ['viewer', 'member', 'admin'] },
    'ledger:write': { label: 'Book', roles: ['member', 'admin'] },
  },
  resources: [entry, effect],
  routes: [bookingRoute],
  events: [bookingMade],
  jobs: [carryOver, handOver, closeMinute],
  schedules: [everyMinute],
  listens: [hearBooking],
});
