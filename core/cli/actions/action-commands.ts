import { allActions, catalogueFor } from '../../actions/catalogue/action-catalogue.ts';
import type { OfferedAction } from '../../actions/offered-action.ts';
import { runAction } from '../../actions/run/run-action.ts';
import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../../runtime.ts';
import { type CommandGroup, NotMine, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';
import { actionHelp } from './action-help.ts';
import { actionInput, typedInputs } from './action-input.ts';
import { apartFromInput, type CallOptions } from './call-options.ts';
import { cliScope } from './cli-scope.ts';
import { sayAnswer } from './say-answer.ts';
import { tellRefusal } from './tell-refusal.ts';

/** Everything that can be done: `npm run guildhall -- actions`, and `npm run guildhall -- crm.contact.create …`. */
export const actionCommands: CommandGroup = {
  name: 'actions',
  summary: 'All that can be done in a workspace; do one by its id, such as crm.contact.create.',
  commands: [
    { usage: 'list [<words>] [--workspace …] [--as …]', summary: 'What may be done.' },
    { usage: '<id> [--json <object>] [--name value …]', summary: 'Does one; --help tells its options.' },
  ],
  usually: 'list',
  takes: (word) => word.includes('.'),
  async run(terminal, [first = '', ...words]) {
    const { options, rest } = apartFromInput(words);
    const runtime = await terminal.openRuntime();
    if (first === 'list') return list(terminal, runtime, options, rest);
    const action = allActions(runtime.registry).get(first);
    if (!action) throw new NotMine(`There is no action "${first}".`);
    return perform(terminal, runtime, action, options, rest).catch((error: unknown) => {
      if (error instanceof UsageError) return tellMisuse(terminal, error, action);
      return tellRefusal(terminal, error);
    });
  },
};

async function list(
  terminal: Terminal,
  runtime: Runtime,
  options: CallOptions,
  words: readonly string[],
): Promise<number> {
  const actions = catalogueFor(runtime, await cliScope(terminal, runtime, options)).filter((action) =>
    words.every((word) => textOf(action).includes(word.toLowerCase())),
  );
  const width = Math.max(0, ...actions.map(({ id }) => id.length));
  for (const { id, title } of actions) terminal.say(`${id.padEnd(width)}  ${title}`);
  if (actions.length === 0) terminal.tell('There is nothing that can be done here.');
  return 0;
}

function textOf({ id, title, description }: OfferedAction): string {
  return `${id} ${title} ${description}`.toLowerCase();
}

async function perform(
  terminal: Terminal,
  runtime: Runtime,
  action: OfferedAction,
  options: CallOptions,
  words: readonly string[],
): Promise<number> {
  const scope = await cliScope(terminal, runtime, options).catch((error: unknown) => {
    // Help needs no workspace; with one it tells its own fields too.
    if (options.help) return null;
    throw error;
  });
  const inputs = typedInputs(action, scope ? await allCustomFields(runtime, scope.workspace.id) : []);
  if (options.help || !scope) {
    terminal.say(actionHelp(action, inputs));
    return 0;
  }
  const input = await actionInput(terminal, inputs, options.json, words);
  const { preview, 'idempotency-key': idempotencyKey } = options;
  return sayAnswer(terminal, await runAction(runtime, scope, action.id, input, { preview, idempotencyKey }));
}

function tellMisuse({ tell }: Terminal, { message }: UsageError, { id }: OfferedAction): number {
  tell(`${message}\n\nIts options: npm run guildhall -- ${id} --help`);
  return 2;
}
