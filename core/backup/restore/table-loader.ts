import { once } from 'node:events';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { identifier } from '../../db/statement.ts';

/** Fills tables from parts that come one after the other. */
export interface TableLoader {
  take(table: string, columns: readonly string[], content: AsyncIterable<Buffer>): Promise<void>;
  /** Ends the table that is being filled. */
  finish(): Promise<void>;
}

interface Filling {
  readonly table: string;
  readonly stream: copyStreams.CopyStreamQuery;
  readonly done: Promise<unknown>;
}

export function createTableLoader(client: pg.Client, nameOf = identifier): TableLoader {
  let filling: Filling | null = null;
  const finish = async () => {
    const ending = filling;
    filling = null;
    ending?.stream.end();
    await ending?.done;
  };
  return {
    finish,
    async take(table, columns, content) {
      if (filling?.table !== table) {
        await finish();
        filling = begin(client, table, `${nameOf(table)} (${columns.map(identifier).join(', ')})`);
      }
      await Promise.race([pour(content, filling.stream), filling.done]);
    },
  };
}

function begin(client: pg.Client, table: string, into: string): Filling {
  const stream = client.query(copyStreams.from(`copy ${into} from stdin`));
  const done = once(stream, 'finish');
  // Whoever pours next hears of it; until then it must not count as unheard.
  done.catch(() => undefined);
  return { table, stream, done };
}

async function pour(content: AsyncIterable<Buffer>, stream: copyStreams.CopyStreamQuery): Promise<void> {
  for await (const chunk of content) {
    if (!stream.write(chunk)) await once(stream, 'drain');
  }
}
