import {
  choice,
  type FieldValues,
  instant,
  integer,
  longText,
  type Row,
  reference,
  text,
  user,
} from 'guildhall/sdk';
import { companies, contacts, deals, prospects } from '../api.ts';

export const interactionFields = {
  type: choice(
    {
      call: { label: 'Call', colour: 'green', icon: 'phone', synonyms: ['Phone call', 'Logged call'] },
      email: {
        label: 'E-mail',
        colour: 'blue',
        icon: 'mail',
        synonyms: ['Mail', 'Incoming email', 'Logged email'],
      },
      meeting: {
        label: 'Meeting',
        colour: 'purple',
        icon: 'calendar-event',
        synonyms: ['Event', 'Appointment', 'Lunch'],
      },
      note: { label: 'Note', colour: 'yellow', icon: 'note' },
      task: { label: 'Task', colour: 'orange', icon: 'checkbox', synonyms: ['To-do', 'To do', 'Deadline'] },
      sms: { label: 'SMS', colour: 'teal', icon: 'message' },
      whatsapp: { label: 'WhatsApp', colour: 'lime', icon: 'brand-whatsapp' },
      linkedin: { label: 'LinkedIn', colour: 'azure', icon: 'brand-linkedin' },
    },
    { required: true, synonyms: ['Activity type', 'Engagement type'] },
  ),
  direction: choice({ inbound: 'They reached us', outbound: 'We reached them' }),
  subject: text({ filled: true, max: 300, help: 'Made from the content when left empty.', personal: true }),
  content: longText({ personal: true }),
  outcome: text({ max: 500, personal: true }),
  durationMinutes: integer({ min: 0, max: 10_080, unit: 'min', label: 'Minutes' }),
  priority: choice(
    {
      low: { label: 'Low', colour: 'secondary' },
      medium: { label: 'Medium', colour: 'blue' },
      high: { label: 'High', colour: 'red' },
    },
    { default: 'medium' },
  ),
  dueAt: instant({ label: 'Due' }),
  scheduledAt: instant({ label: 'Planned for' }),
  completedAt: instant({
    label: 'Done',
    help: 'Left empty, a call or note counts as done now; a task, or what is planned, as still to do.',
  }),
  /** One moment to order by: when it was done, else planned, else due, else written down. */
  happensAt: instant({ filled: true, label: 'When' }),
  contactId: reference(() => contacts, { label: 'Contact' }),
  companyId: reference(() => companies, { label: 'Company' }),
  dealId: reference(() => deals, { label: 'Deal' }),
  prospectId: reference(() => prospects, { label: 'Prospect' }),
  assigneeId: user({ label: 'Assigned to', help: 'You, when left empty.' }),
  loggedById: user({ label: 'Written by' }),
};

export type Interaction = Row<typeof interactionFields>;
export type InteractionValues = Partial<FieldValues<typeof interactionFields>>;
