import type { Interaction, InteractionValues } from '../../resources/interaction-fields.ts';

const words: Readonly<Record<Interaction['type'], string>> = {
  call: 'Call',
  email: 'E-mail',
  meeting: 'Meeting',
  note: 'Note',
  task: 'Task',
  sms: 'SMS',
  whatsapp: 'WhatsApp message',
  linkedin: 'LinkedIn message',
};

const longest = 80;

/** A subject nobody wrote is the first line of the content, or the kind of thing it is. */
export function subjectOf(change: InteractionValues, before: Interaction | undefined): InteractionValues {
  if (change.subject || (before?.subject && change.subject === undefined)) return {};
  const { content, type } = { ...before, ...change };
  const line =
    content
      ?.split('\n')
      .find((one) => one.trim())
      ?.trim() ?? '';
  const cut = line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
  return { subject: cut || words[type ?? 'note'] };
}
